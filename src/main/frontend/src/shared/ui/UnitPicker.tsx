import { useMemo } from 'react';

import { useOrganizationUnitsQuery } from '@/shared/api/ticketApi';
import { choicesOf } from '@/shared/lib/units';

import { OneChoice } from './OneChoice';

interface Props {
  kind: 'sites' | 'departments';
  label: string;
  value: string;
  onChange: (id: string) => void;
  required?: boolean;
  error?: string;
  /** what stands below it where there is no error */
  hint?: string;
}

/** Sites or departments with those below them; one that is no longer in use stays where it is chosen. */
export function UnitPicker({ kind, value, error, hint, ...field }: Props) {
  const { data: units = [] } = useOrganizationUnitsQuery(kind);
  const options = useMemo(() => choicesOf(units, value), [units, value]);
  return (
    <OneChoice {...field} options={options} value={value} error={error !== undefined} helperText={error ?? hint} />
  );
}
