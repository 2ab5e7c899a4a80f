import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useState, type ComponentProps } from 'react';
import { Link, useSearchParams } from 'react-router';

import { addressOf, KINDS } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { useOrganizationUnitsQuery } from '@/shared/api/ticketApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { formatCount } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { SOURCES, statusWord, word } from '@/shared/i18n/words';
import { KeptNarrowing } from '@/shared/fields/KeptNarrowing';
import { changedParams } from '@/shared/lib/changedParams';
import { usePage } from '@/shared/lib/usePage';
import { CiName } from '@/shared/ui/CiName';
import { CiPicker } from '@/shared/ui/CiPicker';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { PersonById } from '@/shared/ui/PersonById';
import { RemovableChip } from '@/shared/ui/RemovableChip';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';
import { UnitPicker } from '@/shared/ui/UnitPicker';
import { UserPicker } from '@/shared/ui/UserPicker';

import { askedOf, FACETS } from './asked';
import { useFacetsQuery, useSearchedQuery, type Facet, type Fragment, type Hit } from './searchApi';
import { texts } from './texts';

/** All that a search finds, narrowed as lists are. All of it is in the address. */
export function SearchPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const asked = askedOf(params);
  const [at, toPage] = usePage();
  const said = asked.q !== '';
  const { data: found, error } = useSearchedQuery(said ? { ...asked, page: String(at), limit: '20' } : skipToken);
  const { data: facets = [] } = useFacetsQuery(said ? asked : skipToken);
  const narrowed = Object.keys(asked).length > 1;

  function narrow(changes: Record<string, string>) {
    setParams((before) => changedParams(before, changes));
  }

  return (
    <>
      <PageHeader title={t.title} hint={found && said ? t.count(formatCount(found.total, found.more)) : undefined} />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 0.5 }}>
          <Box role="search" sx={{ width: { xs: '100%', sm: 320 } }}>
            <Typed label={t.words} value={asked.q ?? ''} onChange={(q) => narrow({ q })} />
          </Box>
          {FACETS.map((name) => (
            <Narrowing
              key={name}
              name={name}
              chosen={params.get(name) ?? ''}
              facet={facets.find((facet) => facet.name === name)}
              onChoose={(value) => narrow({ [name]: value })}
            />
          ))}
          <TextField
            select
            label={t.source}
            value={SOURCES.some((source) => source === params.get('source')) ? params.get('source') : ''}
            onChange={(event) => narrow({ source: event.target.value })}
            sx={{ width: { xs: 'calc(50% - 4px)', sm: 150 } }}
          >
            <MenuItem value="">{t.any}</MenuItem>
            {SOURCES.map((source) => (
              <MenuItem key={source} value={source}>
                {word('source', source, language)}
              </MenuItem>
            ))}
          </TextField>
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
              <RemovableChip
                key={who}
                label={
                  <>
                    {t.of(t[who])} <PersonById id={id} />
                  </>
                }
                onRemove={() => narrow({ [`${who}_id`]: '' })}
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
            <ItemChip id={params.get('ci_id')!} onRemove={() => narrow({ ci_id: '' })} />
          ) : (
            may(me, 'cmdb:read') && (
              <CiPicker label={t.item} value={null} onChange={(ci) => ci && narrow({ ci_id: ci.id })} />
            )
          )}
          {(['site', 'department'] as const).map((place) => (
            <Place
              key={place}
              kind={`${place}s`}
              label={t[place]}
              value={params.get(`${place}_id`) ?? ''}
              onChange={(id) => narrow({ [`${place}_id`]: id })}
            />
          ))}
          <Typed
            label={t.tag}
            value={params.get('tag') ?? ''}
            onChange={(tag) => narrow({ tag: tag.replace(/[，、]/g, ',') })}
          />
          <DateTimeField
            kind="date"
            label={t.from}
            value={params.get('from') ?? ''}
            onChange={(from) => narrow({ from })}
          />
          <DateTimeField kind="date" label={t.to} value={params.get('to') ?? ''} onChange={(to) => narrow({ to })} />
        </Box>
        <KeptNarrowing
          kind={KINDS.find(({ kind }) => kind === params.get('kind'))?.path}
          params={params}
          onNarrow={({ field }) => narrow({ field: field ?? '' })}
        />
        {narrowed && (
          <Box>
            <Button size="small" onClick={() => setParams({ q: asked.q ?? '' })}>
              {t.clear}
            </Button>
          </Box>
        )}
        <ErrorAlert error={error} />
        {found?.incomplete && <Alert severity="warning">{t.incomplete}</Alert>}
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
        <Pager page={at} hasNext={found?.hasNext} onPage={toPage} />
      </Box>
    </>
  );
}

/** A text that is taken once it was typed. */
function Typed({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    setTyped(value);
  }, [value]);
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(typed.trim());
      }}
    >
      <TextField
        fullWidth
        label={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => typed.trim() !== value && onChange(typed.trim())}
      />
    </Box>
  );
}

/** Where a ticket is about; nothing where the tenant has no such places. */
function Place({ kind, ...field }: ComponentProps<typeof UnitPicker>) {
  const { data: units = [] } = useOrganizationUnitsQuery(kind);
  return units.length > 0 ? <UnitPicker kind={kind} {...field} /> : null;
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
  const { say } = usePriorities();
  const values = facet?.values ?? [];
  function called(key: string, label: string): string {
    switch (name) {
      case 'kind':
        return t.kinds[key] ?? label;
      case 'status':
        return statusWord({ status: key }, language);
      case 'phase':
        return word(name, key, language);
      case 'priority':
        return say(key, language);
      case 'sla_state':
        return word('clock', key, language);
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

function ItemChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const t = useTexts(texts);
  return (
    <RemovableChip
      label={
        <>
          {t.of(t.item)}
          <CiName id={id} />
        </>
      }
      onRemove={onRemove}
    />
  );
}

function addressOfHit(hit: Hit): string {
  switch (hit.type) {
    case 'ticket':
      return addressOf(hit.number ?? '');
    case 'person':
      return `/queue?view=open&reporter_id=${hit.id}`;
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
        {hit.type === 'person' && (
          <Box component={Link} to={`/queue?view=open&assignee_id=${hit.id}`} sx={{ fontSize: '0.8125rem' }}>
            {t.assignedTo}
          </Box>
        )}
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
