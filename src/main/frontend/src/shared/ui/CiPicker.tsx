import Autocomplete from '@mui/material/Autocomplete';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';

import { CiName } from './CiName';

import type { Ci, ReportableCi } from '@/shared/api/model';
import { useFindCisQuery, useFindReportableCisQuery } from '@/shared/api/ticketApi';

type Item = Pick<Ci, 'id' | 'name'>;

interface Props<T extends Item> {
  label: string;
  value: T | null;
  onChange: (ci: T | null) => void;
  error?: string;
}

/** Finds a configuration item by name. */
export function CiPicker(props: Props<Ci>) {
  return <Picker {...props} useFound={useFindCisQuery} />;
}

/** Finds a service, or a device of the reader's own. */
export function ReportableCiPicker(props: Props<ReportableCi>) {
  return <Picker {...props} useFound={useFindReportableCisQuery} />;
}

interface PickerProps<T extends Item> extends Props<T> {
  useFound: (words: string) => { data?: T[]; isFetching: boolean };
}

function Picker<T extends Item>({ label, value, onChange, error, useFound }: PickerProps<T>) {
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const { data: found = [], isFetching } = useFound(value && wanted === value.name ? '' : wanted);
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

/** Finds any number of configuration items by name; they are known by their ids. */
export function CisPicker({
  label,
  ids,
  onChange,
  error,
}: {
  label: string;
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  error?: string;
}) {
  const [words, setWords] = useState('');
  const { data: found = [], isFetching } = useFindCisQuery(useDeferredValue(words));
  return (
    <Autocomplete
      multiple
      options={found.map(({ id }) => id)}
      value={[...ids]}
      inputValue={words}
      onInputChange={(_, typed) => setWords(typed)}
      onChange={(_, chosen) => onChange(chosen)}
      filterOptions={(all) => all}
      filterSelectedOptions
      getOptionLabel={(id) => found.find((ci) => ci.id === id)?.name ?? ''}
      getOptionKey={(id) => id}
      loading={isFetching}
      renderValue={(chosen, tag) =>
        chosen.map((id, index) => {
          const { key, ...props } = tag({ index });
          return <Chip {...props} key={key} size="small" label={<CiName id={id} />} />;
        })
      }
      renderInput={(params) => <TextField {...params} label={label} error={error !== undefined} helperText={error} />}
    />
  );
}
