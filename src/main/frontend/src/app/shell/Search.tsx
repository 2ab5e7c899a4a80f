import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { skipToken } from '@reduxjs/toolkit/query';
import { Search as SearchIcon } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

import { addressOf, numberMeant, type Profile, type RequestType } from '@/shared/api/model';
import { isAgent, may } from '@/shared/api/profile';
import { useRequestTypesQuery } from '@/shared/api/requestsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn, type Language } from '@/shared/i18n/texts';
import { commandKey, useCommandKey, useKeys } from '@/shared/lib/keys';
import { useOffered } from '@/shared/lib/offered';
import { StatusChip } from '@/shared/ui/StatusChip';

import { useSearchQuery, type Hit } from './shellApi';
import { texts } from './texts';

const OFFERS = 3;

/** Where something that was found is; nowhere for what the reader has no page for. */
export function pageOf(hit: Hit): string | undefined {
  switch (hit.type) {
    case 'ticket':
      return addressOf(hit.number ?? '');
    case 'person':
      return `/queue?view=open&reporter_id=${hit.id}`;
    case 'item':
      return `/cmdb/${hit.id}`;
    case 'request':
      return `/catalogue/${hit.id}`;
    case 'all':
      return `/search?q=${encodeURIComponent(hit.id)}`;
    default:
      return undefined;
  }
}

/** What can be asked for, where a word of its name or of what it is for was typed. */
export function offersFor(types: readonly RequestType[], typed: string, language: Language): Hit[] {
  const wanted = typed.toLowerCase();
  return types
    .filter(({ label, description }) => `${label.ja} ${label.en} ${description ?? ''}`.toLowerCase().includes(wanted))
    .slice(0, OFFERS)
    .map(({ type, label }) => ({ id: type, type: 'request', title: labelIn(label, language) }));
}

/**
 * A number jumps to its ticket; words find what may be done on the open page, tickets, people and configuration items.
 */
export function Search({ me }: { me?: Profile }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const { currentData = [], isFetching } = useSearchQuery(wanted.length >= 2 && me?.tenant ? wanted : skipToken);
  const { language } = useLanguage();
  const { data: types = [] } = useRequestTypesQuery(
    wanted.length >= 2 && me?.tenant && may(me, 'request:create') ? language : skipToken,
  );
  const offered = useOffered();
  const typed = words.trim().toLowerCase();
  const found: Hit[] = [
    ...offered
      .filter(({ label }) => label.toLowerCase().includes(typed))
      .map(({ key, label }) => ({ id: key, type: 'action', title: label })),
    ...(wanted.length >= 2 ? offersFor(types, wanted, language) : []),
    ...currentData.filter((hit) => hit.type !== 'person' || (me && isAgent(me))),
    ...(wanted.length >= 2 && me?.tenant ? [{ id: wanted, type: 'all', title: t.allFound(wanted) }] : []),
  ];
  const left = useRef<Element | null>(null);
  function begin() {
    if (document.activeElement !== field.current) {
      left.current = document.activeElement;
    }
    field.current?.focus();
  }
  useKeys({ '/': begin });
  useCommandKey('k', begin);

  function open(page: string | undefined) {
    if (page) {
      setWords('');
      field.current?.blur();
      void navigate(page);
    }
  }

  return (
    <Autocomplete<Hit, false, false, true>
      freeSolo
      openOnFocus
      disablePortal
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
        const number = typeof value === 'string' ? numberMeant(value) : undefined;
        // what nobody chose is looked for, however fast the answer was
        const hit = typeof value === 'string' ? { id: value.trim(), type: 'all', title: '' } : value;
        const chosen = hit.type === 'action' ? offered.find(({ key }) => key === hit.id) : undefined;
        if (chosen) {
          setWords('');
          field.current?.blur();
          // where a dialogue leads back to
          if (left.current instanceof HTMLElement && left.current.isConnected) {
            left.current.focus();
          }
          chosen.perform();
          return;
        }
        open(number ? addressOf(number) : pageOf(hit));
      }}
      renderOption={({ key, ...props }, hit) => (
        <Box component="li" key={key} {...props} sx={{ display: 'flex', gap: 1, fontSize: '0.875rem' }}>
          <Box component="span" sx={{ color: 'text.secondary', flex: 'none' }}>
            {hit.type === 'ticket' ? hit.number : (t.found as Record<string, string>)[hit.type]}
          </Box>
          <Box
            component="span"
            sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {hit.title}
          </Box>
          {hit.type === 'ticket' && (
            <StatusChip status={hit.status ?? ''} phase={hit.phase ?? ''} kind={hit.kind ?? undefined} />
          )}
          {hit.type === 'person' && (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {hit.number}
            </Box>
          )}
        </Box>
      )}
      slotProps={{ popper: { sx: { minWidth: { sm: 520 } }, placement: 'bottom-start' } }}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={field}
          placeholder={t.searchHint}
          title={t.searchKeys(commandKey())}
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
