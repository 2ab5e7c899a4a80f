import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Download, MoreHorizontal } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';

import { OpenAnnouncements } from '@/shared/announcements/OpenAnnouncements';
import { addressOf, KINDS, numberOf, type KindPath, type Ticket } from '@/shared/api/model';
import { usePresent } from '@/shared/api/presenceApi';
import { problemOf } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import { useLazyActionsOfQuery, useTicketsQuery } from '@/shared/api/ticketApi';
import { useSavedViewsQuery, useViewCounts } from '@/shared/api/viewsApi';
import { useKeptFields, usePriorities } from '@/shared/api/wordsApi';
import { formatCount } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { namesKept, partsOf } from '@/shared/fields/keptParams';
import { SOURCES, word } from '@/shared/i18n/words';
import { labelIn } from '@/shared/i18n/texts';
import { changedParams } from '@/shared/lib/changedParams';
import { useKeys } from '@/shared/lib/keys';
import { lastList, rememberList } from '@/shared/lib/lastList';
import { claimOf, useActions } from '@/shared/lib/useActions';
import { useCursor } from '@/shared/lib/useCursor';
import { KeptValue } from '@/shared/ui/KeptValue';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { late } from '@/shared/ui/late';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { TicketTable } from '@/shared/ui/TicketTable';
import { texts as uiTexts } from '@/shared/ui/texts';
import { Words } from '@/shared/ui/Words';

import { BulkBar } from './BulkBar';
import { Cards } from './Cards';
import { Narrowing } from './Narrowing';
import { RowMenu } from './RowMenu';
import { SavedViews } from './SavedViews';
import { texts } from './texts';
import { CARDS, cardOf, viewOf } from './views';

const SORTS = ['-created_at', 'due_at', '-updated_at', 'priority'] as const;

/** What the address may narrow the list by, named as the API names it. */
const FILTERS = [
  'status',
  'priority',
  'phase',
  'sla_state',
  'source',
  'assignee_id',
  'team_id',
  'category_id',
  'site_id',
  'department_id',
  'reporter_id',
  'ci_id',
  'created_after',
  'created_before',
  'field',
  'tag',
  'q',
  'sort',
];

/** As many as the API gives at once. */
const LONGEST = 100;
/** So far pages reach: nobody reads on there, and the database would count through all before it. */
const FURTHEST = 10_000;

const AddFilter = late(async () => (await import('./AddFilter')).AddFilter);
const KeptNarrowing = late(async () => (await import('@/shared/fields/KeptNarrowing')).KeptNarrowing);
const ExportDialog = late(async () => (await import('./ExportDialog')).ExportDialog);

/** A list of tickets. All that narrows it is in the address, so that it can be shared and gone back to. */
export function QueuePage() {
  const me = useMe();
  const t = useTexts(texts);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const kinds = KINDS.filter(({ kind }) => may(me, `${kind}:read`));
  const kind: KindPath =
    viewOf(params.get('view')).only ?? kinds.find(({ path }) => path === params.get('kind'))?.path ?? 'incidents';
  const kindWord = KINDS.find(({ path }) => path === kind)?.kind ?? 'incident';
  const card = CARDS.find((name) => name === params.get('card')) ?? cardOf(params.get('view'));
  const view = viewOf(params.get('view'));
  const limit = Number(params.get('limit') ?? 50);
  const page = Number(params.get('page') ?? 1);

  const asked = useMemo(() => {
    const query: Record<string, string> = {
      limit: String(limit),
      view: card ?? view.name,
      sort: view.sort ?? SORTS[0],
    };
    for (const key of FILTERS) {
      const value = params.get(key);
      if (value) {
        query[key] = value;
      }
    }
    return query;
  }, [card, limit, params, view]);
  const {
    data: answered,
    currentData,
    error,
    isFetching,
    refetch,
  } = useTicketsQuery(
    { kind, params: page > 1 ? { ...asked, page: String(page) } : asked },
    { pollingInterval: 20_000, skipPollingIfUnfocused: true, refetchOnFocus: true },
  );
  // what was read last stays while the same list is narrowed, and not where another one is asked for
  const list = `${kind} ${card ?? view.name}`;
  const [answeredList, setAnsweredList] = useState(list);
  if (currentData && answeredList !== list) {
    setAnsweredList(list);
  }
  const answer = currentData ?? (isFetching && answeredList === list ? answered : undefined);
  const shown = answer?.items;

  const { pathname, search } = useLocation();
  const address = pathname + search;
  const [came] = useState(() => lastList());
  const [cursor, setCursor, moves] = useCursor(
    shown,
    `${kind} ${view.name} ${page}`,
    came?.address === address ? came.at : undefined,
  );
  const at = shown?.[cursor];
  useEffect(() => {
    rememberList({ address, kind, params: asked, at: at?.id });
  }, [address, kind, asked, at?.id]);

  const priorities = usePriorities(kindWord);
  const fields = useKeptFields(kind, namesKept(params));
  const shownFields = useMemo(() => {
    const sorted = params.get('sort')?.replace(/^-?field\./, '');
    const keys = new Set([
      ...(params.get('columns')?.split(',') ?? []),
      ...partsOf(params.get('field')).map(({ key }) => key),
      ...(sorted ? [sorted] : []),
    ]);
    return fields.filter(({ key }) => keys.has(key));
  }, [fields, params]);
  const columns = useMemo(
    () =>
      shownFields.map((field) => ({
        key: field.key,
        label: labelIn(field.label, language),
        show: (ticket: Ticket) => <KeptValue field={field} value={ticket.fields?.[field.key]} />,
      })),
    [shownFields, language],
  );
  const counts = useViewCounts();
  const { data: savedViews } = useSavedViewsQuery();
  const saved = savedViews?.find(({ id }) => id === params.get('saved'));
  const present = usePresent();

  const [chosen, setChosen] = useState<ReadonlyMap<string, Ticket>>(new Map());
  useEffect(() => {
    setChosen(new Map());
  }, [view, kind, card]);
  const toggle = (tickets: readonly Ticket[], all: boolean) =>
    setChosen((before) => {
      const after = new Map(before);
      tickets.forEach((ticket) => (all ? after.set(ticket.id, ticket) : after.delete(ticket.id)));
      return after;
    });
  const chosenTickets = useMemo(() => [...chosen.values()], [chosen]);
  const chosenIds = useMemo(() => new Set(chosen.keys()), [chosen]);

  const [exporting, setExporting] = useState(false);
  const [menu, setMenu] = useState<{ ticket: Ticket; anchor: Element } | null>(null);
  const [lookAt] = useLazyActionsOfQuery();
  const { claim: claimLabel } = useTexts(uiTexts);
  const claiming = useActions({
    kind,
    id: at ? numberOf(at) : '',
    title: at ? `${numberOf(at)} ${at.title}` : '',
    status: at?.status,
  });
  // a refusal is told at the ticket that it is about
  const { tell } = claiming;
  useEffect(() => {
    tell(undefined);
  }, [tell, at?.id]);
  async function claimAt() {
    if (at && at.assignee?.id !== me.id) {
      const [offered] = await lookAt({ kind, ids: [numberOf(at)] }).unwrap();
      const claim = claimOf(offered ?? [], me, claimLabel);
      if (claim) {
        claiming.claim(claim);
      }
    }
  }

  useKeys({
    a: () => void claimAt().catch((error: unknown) => tell(problemOf(error))),
    '.': () => {
      const anchor = at && document.querySelector(`[data-row="${at.id}"]`);
      if (anchor) {
        setMenu({ ticket: at, anchor });
      }
    },
    j: () => setCursor(cursor + 1),
    k: () => setCursor(cursor - 1),
    Enter: () => at && void navigate(addressOf(numberOf(at))),
    x: () => at && toggle([at], !chosen.has(at.id)),
    o: () => at && void navigate(addressOf(numberOf(at))),
  });

  function narrow(changes: Record<string, string | undefined>, replace = false) {
    setParams(
      (before) => {
        // what is narrowed otherwise is no longer the list that was saved
        const other = Object.keys(changes).some((key) => key !== 'limit' && key !== 'page');
        const from = before.get('saved') ?? before.get('from') ?? undefined;
        return changedParams(before, { ...(other && { saved: undefined, from }), ...changes });
      },
      // the way back leads out of the list, not through what was typed
      { replace },
    );
  }

  const total = answer?.total;
  const isLast = page * limit >= FURTHEST;
  return (
    <>
      <PageHeader
        title={saved?.name ?? (card ? t.cards[card] : labelIn(view.label, language))}
        hint={total === undefined ? undefined : t.count(formatCount(total, answer?.more))}
        actions={
          <>
            {may(me, 'report:read') && (
              <Button startIcon={<Download size={16} aria-hidden />} onClick={() => setExporting(true)}>
                {t.export}
              </Button>
            )}
            <SavedViews
              kind={kind}
              asked={asked}
              columns={params.get('columns')?.split(',')}
              shown={saved}
              from={savedViews?.find(({ id }) => id === params.get('from'))}
            />
          </>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, display: 'grid', gap: 1.5 }}>
        <OpenAnnouncements brief />
        <Cards
          kind={kind}
          chosen={card}
          onChoose={(name) =>
            narrow({
              card: name === card ? undefined : name,
              limit: undefined,
              ...(cardOf(params.get('view')) && { view: undefined }),
            })
          }
        />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={kind}
            aria-label={t.practice}
            onChange={(_, wanted: KindPath | null) =>
              wanted && narrow({ kind: wanted === 'incidents' ? undefined : wanted })
            }
            sx={{ flexWrap: 'wrap', '& button': { px: 1.5, py: 0.25, textTransform: 'none', whiteSpace: 'nowrap' } }}
          >
            {kinds
              .filter(({ path }) => !view.only || view.only === path)
              .map(({ path }) => (
                <ToggleButton key={path} value={path}>
                  {t[path]}
                  <CountOf counts={counts} kind={path} view={card ?? view.name} />
                </ToggleButton>
              ))}
          </ToggleButtonGroup>
          <Words
            label={t.filter}
            hint={t.filterHint}
            width={190}
            value={params.get('q') ?? ''}
            onChange={(q) => narrow({ q }, true)}
          />
          <Words
            label={t.tags}
            hint={t.tagsHint}
            width={120}
            value={params.get('tag') ?? ''}
            onChange={(tag) => narrow({ tag: tag.replace(/[，、]/g, ',') }, true)}
          />
          <TextField
            select
            label={t.priority}
            value={priorities.words.includes(params.get('priority') ?? '') ? params.get('priority') : ''}
            onChange={(event) => narrow({ priority: event.target.value })}
            sx={{ width: 110 }}
          >
            <MenuItem value="">{t.any}</MenuItem>
            {priorities.words.map((priority) => (
              <MenuItem key={priority} value={priority}>
                {priorities.say(priority, language)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={t.source}
            value={SOURCES.some((source) => source === params.get('source')) ? params.get('source') : ''}
            onChange={(event) => narrow({ source: event.target.value })}
            sx={{ width: 130 }}
          >
            <MenuItem value="">{t.any}</MenuItem>
            {SOURCES.map((source) => (
              <MenuItem key={source} value={source}>
                {word('source', source, language)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={t.sort}
            value={asked.sort}
            onChange={(event) => narrow({ sort: event.target.value })}
            sx={{ width: 140 }}
          >
            <MenuItem value={SORTS[0]}>{t.newest}</MenuItem>
            <MenuItem value={SORTS[1]}>{t.dueFirst}</MenuItem>
            <MenuItem value={SORTS[2]}>{t.changed}</MenuItem>
            <MenuItem value={SORTS[3]}>{t.byPriority}</MenuItem>
            {shownFields.flatMap(({ key, label }) => [
              <MenuItem key={key} value={`field.${key}`}>
                {t.kept.ascending(labelIn(label, language))}
              </MenuItem>,
              <MenuItem key={`-${key}`} value={`-field.${key}`}>
                {t.kept.descending(labelIn(label, language))}
              </MenuItem>,
            ])}
          </TextField>
        </Box>
        <Narrowing params={params} kind={kindWord} onRemove={(key) => narrow({ [key]: undefined })} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <AddFilter kind={kind} params={params} onNarrow={narrow} />
          <KeptNarrowing kind={kind} params={params} withColumns onNarrow={narrow} />
        </Box>
        <ErrorAlert error={claiming.problem} />
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      </Box>
      <Box
        aria-busy={isFetching && !currentData}
        sx={{ px: { xs: 0, md: 3 }, pt: 1, pb: 4, opacity: isFetching && !currentData ? 0.6 : 1 }}
      >
        {shown ? (
          shown.length > 0 ? (
            <TicketTable
              tickets={shown}
              cursor={cursor}
              moves={moves}
              chosen={chosenIds}
              onToggle={toggle}
              present={present}
              columns={columns}
              rowActions={(ticket) => (
                <IconButton
                  size="small"
                  aria-haspopup="menu"
                  aria-label={t.actionsOf(numberOf(ticket))}
                  data-row={ticket.id}
                  onClick={(event) => setMenu({ ticket, anchor: event.currentTarget })}
                >
                  <MoreHorizontal size={16} aria-hidden />
                </IconButton>
              )}
            />
          ) : view.name === 'mine' ? (
            <EmptyState
              title={t.emptyMine}
              hint={t.emptyMineHint}
              action={
                <Button component={Link} to="/queue" variant="outlined">
                  {t.toTeam}
                </Button>
              }
            />
          ) : (
            <EmptyState title={t.empty} hint={t.emptyHint} />
          )
        ) : (
          !error && <RowSkeletons rows={10} />
        )}
        {page === 1 && answer?.hasNext && limit < LONGEST ? (
          <Box sx={{ textAlign: 'center', pt: 1 }}>
            <Button onClick={() => narrow({ limit: String(LONGEST) })}>{t.more}</Button>
          </Box>
        ) : (
          <Pager
            page={page}
            hasNext={answer?.hasNext && !isLast}
            onPage={(next) => {
              narrow({ page: next > 1 ? String(next) : undefined });
              window.scrollTo({ top: 0 });
            }}
          />
        )}
        {answer?.hasNext && isLast && <EmptyState title={t.tooFar} />}
      </Box>
      {menu && <RowMenu key={menu.ticket.id} kind={kind} {...menu} onClose={() => setMenu(null)} />}
      {claiming.dialog}
      {exporting && (
        <ExportDialog
          kind={kind}
          asked={asked}
          total={total ?? 0}
          more={answer?.more}
          onClose={() => setExporting(false)}
        />
      )}
      {chosenTickets.length > 0 && (
        <BulkBar
          kind={kind}
          chosen={chosenTickets}
          unseen={chosenTickets.filter(({ id }) => !shown?.some((one) => one.id === id)).length}
          onClear={() => setChosen(new Map())}
        />
      )}
    </>
  );
}

/** How many tickets a view of a type holds. */
function CountOf({ counts, kind, view }: { counts: ReturnType<typeof useViewCounts>; kind: KindPath; view: string }) {
  const found = counts?.find((one) => one.kind === kind && one.view === view);
  return found ? (
    <Box component="span" sx={{ ml: 0.75, fontSize: '0.75rem', fontVariantNumeric: 'tabular-nums' }}>
      {formatCount(found.count, found.is_lower_bound)}
    </Box>
  ) : null;
}
