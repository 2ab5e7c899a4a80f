import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

import type { Category } from '@/shared/api/model';
import { useCategoriesQuery } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

interface Props {
  label: string;
  value: string;
  onChange: (id: string) => void;
  error?: string;
  /** what stands below it where there is no error */
  hint?: string;
}

/** Categories with those below them. */
export function CategoryPicker({ label, value, onChange, error, hint }: Props) {
  const t = useTexts(texts);
  const { data: categories = [] } = useCategoriesQuery();
  const tops = categories.filter(({ parent_id }) => !parent_id);
  const below = (top: Category) => categories.filter(({ parent_id }) => parent_id === top.id);
  return (
    <TextField
      select
      label={label}
      value={categories.some(({ id }) => id === value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      error={error !== undefined}
      helperText={error ?? hint}
    >
      <MenuItem value="">{t.nothing}</MenuItem>
      {tops.flatMap((top) => [
        <MenuItem key={top.id} value={top.id} sx={{ fontWeight: 500 }}>
          {top.name}
        </MenuItem>,
        ...below(top).map((category) => (
          <MenuItem key={category.id} value={category.id} sx={{ pl: 4 }}>
            {category.name}
          </MenuItem>
        )),
      ])}
    </TextField>
  );
}
