import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';

import type { Ci } from '@/shared/api/model';
import { useFindCisQuery } from '@/shared/api/ticketApi';

interface Props {
  label: string;
  value: Ci | null;
  onChange: (ci: Ci | null) => void;
  error?: string;
}

/** Finds a configuration item by name. */
export function CiPicker({ label, value, onChange, error }: Props) {
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const { data: found = [], isFetching } = useFindCisQuery(value && wanted === value.name ? '' : wanted);
  return (
    <Autocomplete
      options={found}
      value={value}
      inputValue={words}
      onInputChange={(_, typed) => setWords(typed)}
      onChange={(_, ci) => {
        onChange(ci);
        if (value === null) {
          setWords('');
        }
      }}
      filterOptions={(all) => all}
      getOptionLabel={(ci) => ci.name}
      getOptionKey={(ci) => ci.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      loading={isFetching}
      renderInput={(params) => <TextField {...params} label={label} error={error !== undefined} helperText={error} />}
    />
  );
}
