import Autocomplete from '@mui/material/Autocomplete';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';

import type { User } from '@/shared/api/model';
import { useFindUsersQuery } from '@/shared/api/ticketApi';
import { useLanguage } from '@/shared/i18n/LanguageProvider';

import { personName } from './Person';
import { PersonById } from './PersonById';

interface Props {
  label: string;
  value: User | null;
  onChange: (user: User | null) => void;
  required?: boolean;
  error?: string;
  /** what stands below it where there is no error */
  hint?: string;
}

/** Finds a person by name. */
export function UserPicker({ label, value, onChange, required, error, hint }: Props) {
  const { language } = useLanguage();
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const { data: found = [], isFetching } = useFindUsersQuery(
    value && wanted === personName(value, language) ? '' : wanted,
  );
  return (
    <Autocomplete
      options={found}
      value={value}
      inputValue={words}
      onInputChange={(_, typed) => setWords(typed)}
      onChange={(_, user) => onChange(user)}
      filterOptions={(all) => all}
      getOptionLabel={(user) => personName(user, language)}
      getOptionKey={(user) => user.id}
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

/** Finds any number of people by name; they are known by their ids. */
export function UsersPicker({
  label,
  ids,
  onChange,
  required,
  error,
  hint,
}: {
  label: string;
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  required?: boolean;
  error?: string;
  hint?: string;
}) {
  const { language } = useLanguage();
  const [words, setWords] = useState('');
  const { data: found = [], isFetching } = useFindUsersQuery(useDeferredValue(words));
  const nameOf = (id: string) => {
    const user = found.find((one) => one.id === id);
    return user ? personName(user, language) : '';
  };
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
      getOptionLabel={nameOf}
      getOptionKey={(id) => id}
      loading={isFetching}
      renderValue={(chosen, tag) =>
        chosen.map((id, index) => {
          const { key, ...props } = tag({ index });
          return <Chip {...props} key={key} size="small" label={<PersonById id={id} />} />;
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
