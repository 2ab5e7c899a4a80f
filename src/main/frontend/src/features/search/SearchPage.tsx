import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import { addressOf } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { formatCount } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { statusWord, word } from '@/shared/i18n/words';
import { changedParams } from '@/shared/lib/changedParams';
import { CiName } from '@/shared/ui/CiName';
import { CiPicker } from '@/shared/ui/CiPicker';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { PersonById } from '@/shared/ui/PersonById';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';
import { UserPicker } from '@/shared/ui/UserPicker';

import { askedOf, FACETS } from './asked';
import { useFacetsQuery, useSearchedQuery, type Facet, type Fragment, type Hit } from './searchApi';
import { texts } from './texts';

/** All that a search finds, narrowed as lists are. All of it is in the address. */
export function SearchPage() {
  const t = useTexts(texts);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const asked = askedOf(params);
  const at = Number(params.get('page') ?? 1);
  const said = asked.q !== '';
  const { data: found, error } = useSearchedQuery(said ? { ...asked, page: String(at), limit: '20' } : skipToken);
  const { data: facets = [] } = useFacetsQuery(said ? asked : skipToken);
  const narrowed = Object.keys(asked).length > 1;

  function narrow(changes: Record<string, string>) {
    // what is narrowed begins at the first page
    setParams((before) => changedParams(before, { page: undefined, ...changes }));
  }

  return (
    <>
      <PageHeader title={t.title} hint={found && said ? t.count(formatCount(found.total, found.more)) : undefined} />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 0.5 }}>
          <Words value={asked.q ?? ''} onChange={(q) => narrow({ q })} />
          {FACETS.map((name) => (
            <Narrowing
              key={name}
              name={name}
              chosen={params.get(name) ?? ''}
              facet={facets.find((facet) => facet.name === name)}
              onChoose={(value) => narrow({ [name]: value })}
            />
          ))}
        </Box>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', sm: 'repeat(2, minmax(0, 1fr))', lg: 'repeat(5, minmax(0, 1fr))' },
            gap: 1,
          }}
        >
          {(['assignee', 'reporter'] as const).map((who) => {
            const id = params.get(`${who}_id`);
            return id ? (
              <Chip
                key={who}
                sx={{ justifySelf: 'start', alignSelf: 'center' }}
                label={
                  <>
                    {t.of(t[who])} <PersonById id={id} />
                  </>
                }
                onDelete={() => narrow({ [`${who}_id`]: '' })}
              />
            ) : may(me, 'user:read') ? (
              <UserPicker
                key={who}
                label={t[who]}
                value={null}
                onChange={(user) => user && narrow({ [`${who}_id`]: user.id })}
              />
            ) : null;
          })}
          {params.get('ci_id') ? (
            <ItemChip id={params.get('ci_id')!} onDelete={() => narrow({ ci_id: '' })} />
          ) : (
            may(me, 'cmdb:read') && (
              <CiPicker label={t.item} value={null} onChange={(ci) => ci && narrow({ ci_id: ci.id })} />
            )
          )}
          <DateTimeField
            kind="date"
            label={t.from}
            value={params.get('from') ?? ''}
            onChange={(from) => narrow({ from })}
          />
          <DateTimeField kind="date" label={t.to} value={params.get('to') ?? ''} onChange={(to) => narrow({ to })} />
        </Box>
        {narrowed && (
          <Box>
            <Button size="small" onClick={() => setParams({ q: asked.q ?? '' })}>
              {t.clear}
            </Button>
          </Box>
        )}
        <ErrorAlert error={error} />
        {found?.items.some((hit) => hit.nearly) && <Alert severity="info">{t.nearly}</Alert>}
        {!said ? (
          <EmptyState title={t.begin} />
        ) : !found ? (
          !error && <RowSkeletons />
        ) : found.items.length === 0 ? (
          <EmptyState title={t.empty} hint={t.emptyHint} />
        ) : (
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {found.items.map((hit) => (
              <Found key={hit.id} hit={hit} />
            ))}
          </Box>
        )}
        <Pager page={at} hasNext={found?.hasNext} onPage={(page) => narrow({ page: String(page) })} />
      </Box>
    </>
  );
}

function Words({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <Box
      component="form"
      role="search"
      sx={{ width: { xs: '100%', sm: 320 } }}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(typed.trim());
      }}
    >
      <TextField
        fullWidth
        label={t.words}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => typed.trim() !== value && onChange(typed.trim())}
      />
    </Box>
  );
}

/** Narrows by one of the values that the hits have, or the one that is chosen. */
function Narrowing({
  name,
  chosen,
  facet,
  onChoose,
}: {
  name: (typeof FACETS)[number];
  chosen: string;
  facet: Facet | undefined;
  onChoose: (value: string) => void;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const values = facet?.values ?? [];
  function called(key: string, label: string): string {
    switch (name) {
      case 'kind':
        return t.kinds[key] ?? label;
      case 'status':
        return statusWord({ status: key }, language);
      case 'phase':
      case 'priority':
        return word(name, key, language);
      default:
        return label;
    }
  }
  return values.length > 0 || chosen ? (
    <TextField
      select
      label={t.facets[name]}
      value={chosen}
      onChange={(event) => onChoose(event.target.value)}
      sx={{ width: { xs: 'calc(50% - 4px)', sm: 150 } }}
    >
      <MenuItem value="">{t.any}</MenuItem>
      {chosen && !values.some(({ key }) => key === chosen) && (
        <MenuItem value={chosen}>{called(chosen, chosen)}</MenuItem>
      )}
      {values.map(({ key, label, count }) => (
        <MenuItem key={key} value={key}>
          {called(key, label)} ({formatCount(count)})
        </MenuItem>
      ))}
    </TextField>
  ) : null;
}

function ItemChip({ id, onDelete }: { id: string; onDelete: () => void }) {
  const t = useTexts(texts);
  return (
    <Chip
      sx={{ justifySelf: 'start', alignSelf: 'center' }}
      label={
        <>
          {t.of(t.item)}
          <CiName id={id} />
        </>
      }
      onDelete={onDelete}
    />
  );
}

function addressOfHit(hit: Hit): string {
  switch (hit.type) {
    case 'ticket':
      return addressOf(hit.number ?? '');
    case 'person':
      return `/queue?view=open&assignee_id=${hit.id}`;
    default:
      return `/cmdb/${hit.id}`;
  }
}

function Found({ hit }: { hit: Hit }) {
  const t = useTexts(texts);
  return (
    <Box component="li" sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}>
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
          {hit.type === 'ticket' ? hit.number : t.types[hit.type]}
        </Box>
        <Box component={Link} to={addressOfHit(hit)} sx={{ color: 'primary.main', fontWeight: 500 }}>
          {hit.title}
        </Box>
        {hit.type === 'ticket' && (
          <StatusChip status={hit.status ?? ''} phase={hit.phase ?? ''} kind={hit.kind ?? undefined} />
        )}
      </Box>
      {hit.fragments
        .filter(({ field }) => field !== 'title')
        .map((fragment, index) => (
          <Piece key={index} fragment={fragment} />
        ))}
    </Box>
  );
}

/** Where it was found, and what was looked for in it. */
function Piece({ fragment }: { fragment: Fragment }) {
  const t = useTexts(texts);
  return (
    <Box sx={{ fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>
      <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
        {fragment.file_name ? t.attachment(fragment.file_name) : (t.where[fragment.field] ?? fragment.field)}
      </Box>
      {fragment.parts.map((part, index) => (
        <Box component={part.match ? 'mark' : 'span'} key={index}>
          {part.text}
        </Box>
      ))}
    </Box>
  );
}
