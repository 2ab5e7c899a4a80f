import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { skipToken } from '@reduxjs/toolkit/query';
import { Search as SearchIcon } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

import { kindOf, kindOfNumber, KINDS, numberOf, type Profile, type Ticket } from '@/shared/api/model';
import { may } from '@/shared/api/profile';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useKeys } from '@/shared/lib/keys';
import { StatusChip } from '@/shared/ui/StatusChip';

import { useSearchTicketsQuery } from './shellApi';
import { texts } from './texts';

const NUMBER = /^[A-Za-z]{3}\d{1,7}$/;

/** A number jumps to its ticket; words find tickets in title and description. */
export function Search({ me }: { me?: Profile }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const kinds = KINDS.filter(({ kind }) => me && (may(me, `${kind}:read`) || may(me, `${kind}:read_own`))).map(
    ({ path }) => path,
  );
  const asked = wanted.length >= 2 && kinds.length > 0 ? { words: wanted, kinds } : skipToken;
  const { currentData: found = [], isFetching } = useSearchTicketsQuery(asked);
  useKeys({ '/': () => field.current?.focus() });

  function open(number: string) {
    setWords('');
    field.current?.blur();
    void navigate(`/tickets/${number}`);
  }

  return (
    <Autocomplete<Ticket, false, false, true>
      freeSolo
      sx={{ width: { xs: '100%', sm: 360 }, maxWidth: 420 }}
      options={found}
      filterOptions={(all) => all}
      getOptionLabel={(option) => (typeof option === 'string' ? option : option.title)}
      getOptionKey={(option) => (typeof option === 'string' ? option : option.id)}
      inputValue={words}
      value={null}
      loading={isFetching}
      onInputChange={(_, value, reason) => reason !== 'reset' && setWords(value)}
      onChange={(_, value) => {
        if (value === null) {
          return;
        }
        if (typeof value !== 'string') {
          open(numberOf(value));
        } else if (NUMBER.test(value.trim()) && kindOfNumber(value.trim())) {
          const [, prefix, digits] = /^([A-Za-z]{3})(\d+)$/.exec(value.trim())!;
          open(`${prefix!.toUpperCase()}${digits!.padStart(7, '0')}`);
        } else if (found[0]) {
          open(numberOf(found[0]));
        }
      }}
      renderOption={({ key, ...props }, ticket) => (
        <Box component="li" key={key} {...props} sx={{ display: 'flex', gap: 1, fontSize: '0.875rem' }}>
          <Box component="span" sx={{ color: 'text.secondary', flex: 'none' }}>
            {numberOf(ticket)}
          </Box>
          <Box
            component="span"
            sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {ticket.title}
          </Box>
          <StatusChip {...ticket} kind={kindOf(ticket)} />
        </Box>
      )}
      slotProps={{ popper: { sx: { minWidth: { sm: 520 } }, placement: 'bottom-start' } }}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={field}
          placeholder={t.searchHint}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps?.htmlInput, 'aria-label': t.search },
            input: {
              ...params.slotProps?.input,
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon size={16} aria-hidden />
                </InputAdornment>
              ),
              sx: { height: 32, fontSize: '0.875rem', bgcolor: 'quiet', '& fieldset': { borderColor: 'transparent' } },
            },
          }}
        />
      )}
    />
  );
}
