import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';

import { CiName } from './CiName';
import { IdsPicker, type IdsPickerProps } from './IdsPicker';

import type { Ci, ReportableCi } from '@/shared/api/model';
import { useFindCisQuery, useFindReportableCisQuery } from '@/shared/api/ticketApi';

type Item = Pick<Ci, 'id' | 'name'>;

interface Props<T extends Item> {
  label: string;
  value: T | null;
  onChange: (ci: T | null) => void;
  required?: boolean;
  error?: string;
  /** what stands below it where there is no error */
  hint?: string;
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

function Picker<T extends Item>({ label, value, onChange, required, error, hint, useFound }: PickerProps<T>) {
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
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          required={required}
          error={error !== undefined}
          helperText={error ?? hint}
        />
      )}
    />
  );
}

/** Finds any number of configuration items by name. */
export function CisPicker(props: IdsPickerProps) {
  const [words, setWords] = useState('');
  const { data: found = [], isFetching } = useFindCisQuery(useDeferredValue(words));
  return (
    <IdsPicker
      {...props}
      found={found}
      words={words}
      onWords={setWords}
      loading={isFetching}
      nameOf={(id) => <CiName id={id} />}
    />
  );
}
