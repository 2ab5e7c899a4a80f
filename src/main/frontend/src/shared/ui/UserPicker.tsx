import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useState } from 'react';

import type { User } from '@/shared/api/model';
import { useFindUsersQuery } from '@/shared/api/ticketApi';
import { useLanguage } from '@/shared/i18n/LanguageProvider';

import { IdsPicker, type IdsPickerProps } from './IdsPicker';
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

/** What tells people of one name apart, as far as the caller may see it. */
function toldApart(user: User): string {
  return [user.username, user.department].filter(Boolean).join(' · ');
}

/** Finds a person by name. */
export function UserPicker({ label, value, onChange, required, error, hint }: Props) {
  const { language } = useLanguage();
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const { data: found = [], isFetching } = useFindUsersQuery({
    q: value && wanted === personName(value, language) ? '' : wanted,
  });
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
      renderOption={({ key, ...props }, user) => (
        <Box component="li" key={key} {...props} sx={{ gap: 1, flexWrap: 'wrap' }}>
          {personName(user, language)}
          <Typography component="span" variant="caption" sx={{ color: 'text.secondary' }}>
            {toldApart(user)}
          </Typography>
        </Box>
      )}
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

/** Finds any number of people by name. */
export function UsersPicker(props: IdsPickerProps) {
  const { language } = useLanguage();
  const [words, setWords] = useState('');
  const { data: found = [], isFetching } = useFindUsersQuery({ q: useDeferredValue(words) });
  return (
    <IdsPicker
      {...props}
      found={found.map((user) => ({
        id: user.id,
        name: [personName(user, language), toldApart(user)].filter(Boolean).join(' · '),
      }))}
      words={words}
      onWords={setWords}
      loading={isFetching}
      nameOf={(id) => <PersonById id={id} />}
    />
  );
}
