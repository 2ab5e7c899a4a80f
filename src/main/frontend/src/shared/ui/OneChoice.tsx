import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** More choices than these are searched, not scrolled. */
export const MANY = 12;

/** So many of those that were found are drawn, however many there are. */
export const firstOfThem = createFilterOptions<OneOfMany>({ limit: 100 });

export interface OneOfMany {
  value: string;
  name: string;
  /** how many others are above it */
  depth?: number;
}

interface Props {
  label: string;
  options: readonly OneOfMany[];
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  error?: boolean;
  helperText?: ReactNode;
  autoFocus?: boolean;
}

/** One of few choices, or of ten thousand. */
export function OneChoice({ options, value, onChange, ...field }: Props) {
  const t = useTexts(texts);
  const chosen = options.find((option) => option.value === value);
  const indent = ({ depth = 0 }: OneOfMany) => ({ pl: 2 + 2 * depth });
  if (options.length > MANY) {
    return (
      <Autocomplete
        options={options}
        filterOptions={firstOfThem}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ value: key }) => key}
        value={chosen ?? null}
        onChange={(_, option) => onChange(option?.value ?? '')}
        renderOption={({ key, ...row }, option) => (
          <Box component="li" key={key} {...row} sx={{ '&&': indent(option) }}>
            {option.name}
          </Box>
        )}
        renderInput={(params) => <TextField {...params} {...field} />}
      />
    );
  }
  return (
    <TextField {...field} select value={chosen ? value : ''} onChange={(event) => onChange(event.target.value)}>
      {!field.required && <MenuItem value="">{t.nothing}</MenuItem>}
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value} sx={indent(option)}>
          {option.name}
        </MenuItem>
      ))}
    </TextField>
  );
}
