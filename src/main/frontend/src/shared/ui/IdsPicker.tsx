import Autocomplete from '@mui/material/Autocomplete';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';

export interface IdsPickerProps {
  label: string;
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  required?: boolean;
  error?: string;
  /** what stands below it where there is no error */
  hint?: string;
}

interface Props extends IdsPickerProps {
  /** what is found by the words, by its id */
  found: readonly { id: string; name: string }[];
  words: string;
  onWords: (words: string) => void;
  loading: boolean;
  /** what is chosen, as it is called */
  nameOf: (id: string) => ReactNode;
}

/** Finds any number of things by name; they are known by their ids. */
export function IdsPicker({
  label,
  ids,
  onChange,
  required,
  error,
  hint,
  found,
  words,
  onWords,
  loading,
  nameOf,
}: Props) {
  return (
    <Autocomplete
      multiple
      options={found.map(({ id }) => id)}
      value={[...ids]}
      inputValue={words}
      onInputChange={(_, typed) => onWords(typed)}
      onChange={(_, chosen) => onChange(chosen)}
      filterOptions={(all) => all}
      filterSelectedOptions
      getOptionLabel={(id) => found.find((one) => one.id === id)?.name ?? ''}
      getOptionKey={(id) => id}
      loading={loading}
      renderValue={(chosen, tag) =>
        chosen.map((id, index) => {
          const { key, ...props } = tag({ index });
          return <Chip {...props} key={key} size="small" label={nameOf(id)} />;
        })
      }
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          required={required && ids.length === 0}
          error={error !== undefined}
          helperText={error ?? hint}
        />
      )}
    />
  );
}
