import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

import { useOrganizationUnitsQuery } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { depthOf } from '@/shared/lib/units';

import { texts } from './texts';

interface Props {
  kind: 'sites' | 'departments';
  label: string;
  value: string;
  onChange: (id: string) => void;
  error?: string;
  /** what stands below it where there is no error */
  hint?: string;
}

/** Sites or departments with those below them; one that is no longer in use stays where it is chosen. */
export function UnitPicker({ kind, label, value, onChange, error, hint }: Props) {
  const t = useTexts(texts);
  const { data: units = [] } = useOrganizationUnitsQuery(kind);
  const shown = units.filter(({ id, is_active }) => is_active !== false || id === value);
  return (
    <TextField
      select
      label={label}
      value={shown.some(({ id }) => id === value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      error={error !== undefined}
      helperText={error ?? hint}
    >
      <MenuItem value="">{t.nothing}</MenuItem>
      {shown.map((unit) => (
        <MenuItem key={unit.id} value={unit.id} sx={{ pl: 2 + 2 * depthOf(unit, units) }}>
          {unit.name}
        </MenuItem>
      ))}
    </TextField>
  );
}
