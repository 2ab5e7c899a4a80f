import { useMemo } from 'react';

import { useCategoriesQuery } from '@/shared/api/ticketApi';
import { choicesOf } from '@/shared/lib/units';

import { OneChoice } from './OneChoice';

interface Props {
  label: string;
  value: string;
  onChange: (id: string) => void;
  required?: boolean;
  error?: string;
  /** what stands below it where there is no error */
  hint?: string;
}

/** Categories with those below them; one that is no longer in use stays where it is chosen. */
export function CategoryPicker({ label, value, onChange, required, error, hint }: Props) {
  const { data: categories = [] } = useCategoriesQuery();
  const options = useMemo(() => choicesOf(categories, value), [categories, value]);
  return (
    <OneChoice
      label={label}
      options={options}
      value={value}
      onChange={onChange}
      required={required}
      error={error !== undefined}
      helperText={error ?? hint}
    />
  );
}
