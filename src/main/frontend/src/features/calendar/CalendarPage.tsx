import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { AlertTriangle, ChevronLeft, ChevronRight, Rss, Snowflake, Wrench } from 'lucide-react';
import { useMemo, useState, type DragEvent } from 'react';
import { Link, useSearchParams } from 'react-router';

import { addressOf } from '@/shared/api/model';
import { texts as changeTexts } from '@/shared/change/texts';
import { FeedsDialog } from '@/shared/feeds/FeedsDialog';
import { formatDate, formatDateTime, formatMonth, formatRange, rangeSign } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import type { Language } from '@/shared/i18n/texts';
import { useKeys } from '@/shared/lib/keys';
import { useNow } from '@/shared/lib/useNow';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';

import { itemsOf, usePlannedQuery, type Item } from './calendarApi';
import { dayOf, mondayOf, plus, plusMonths, startOf, weeksOf } from '@/shared/lib/days';
import { ZoneName } from '@/shared/ui/ZoneName';
import { texts } from './texts';
import { useReschedule } from './useReschedule';

const VIEWS = ['month', 'week', 'list'] as const;

/** What is dragged from day to day: the key of a change. */
const DRAGGED = 'application/x-nagare-change';

export function CalendarPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const narrow = useMediaQuery('(max-width: 760px)');
  const [params, setParams] = useSearchParams();
  const [feedsOpen, setFeedsOpen] = useState(false);
  const wanted = params.get('show');
  const view = VIEWS.find((one) => one === wanted) ?? (narrow ? 'list' : 'month');
  const today = dayOf(useNow());
  const asked = params.get('day') ?? '';
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today;
  const weeks = view === 'month' ? weeksOf(day) : [mondayOf(day)];
  const first = view === 'list' ? `${day.slice(0, 7)}-01` : weeks[0]!;
  const end = view === 'list' ? plusMonths(day, 1) : plus(weeks[weeks.length - 1]!, 7);
  const {
    currentData: planned,
    error,
    refetch,
  } = usePlannedQuery({
    from: new Date(startOf(first)).toISOString(),
    to: new Date(startOf(end)).toISOString(),
  });
  const items = useMemo(() => planned && itemsOf(planned, t.confidential), [planned, t]);
  const go = (changes: Record<string, string>) =>
    setParams((before) => new URLSearchParams({ ...Object.fromEntries(before), ...changes }));
  const step = (by: number) => go({ day: view === 'week' ? plus(day, by * 7) : plusMonths(day, by) });
  useKeys({ j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), t: () => go({ day: today }) });

  const heading =
    view === 'week'
      ? `${formatDate(new Date(startOf(first)), language)}${rangeSign(language)}${formatDate(new Date(startOf(plus(end, -1))), language)}`
      : formatMonth(day, language);
  const { move, dialog, problem } = useReschedule(items ?? []);
  return (
    <>
      <PageHeader
        title={t.title}
        actions={
          <Button startIcon={<Rss size={16} aria-hidden />} onClick={() => setFeedsOpen(true)}>
            {t.feed}
          </Button>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 1.5, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <IconButton size="small" aria-label={t.previous} onClick={() => step(-1)}>
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <IconButton size="small" aria-label={t.next} onClick={() => step(1)}>
          <ChevronRight size={16} aria-hidden />
        </IconButton>
        <Button variant="outlined" color="inherit" sx={{ borderColor: 'divider' }} onClick={() => go({ day: today })}>
          {t.today}
        </Button>
        <Typography variant="h2" sx={{ flex: 1, minWidth: 160 }}>
          {heading} <ZoneName at={new Date(startOf(day))} />
        </Typography>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={view}
          aria-label={t.view}
          onChange={(_, show: string | null) => show && go({ show })}
          sx={{ '& button': { px: 1.5, py: 0.25, textTransform: 'none' } }}
        >
          {VIEWS.map((one) => (
            <ToggleButton key={one} value={one}>
              {t[one]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        <ErrorAlert error={problem} />
        {items ? (
          view === 'list' ? (
            <List items={items} />
          ) : (
            <Weeks
              weeks={weeks}
              items={items}
              today={today}
              month={view === 'month' ? day.slice(0, 7) : undefined}
              onMore={(which) => go({ show: 'week', day: which })}
              onMove={move}
            />
          )
        ) : (
          !error && <RowSkeletons rows={8} />
        )}
      </Box>
      {dialog}
      {feedsOpen && (
        <FeedsDialog of="changes/calendar" title={t.feed} hint={t.feedHint} onClose={() => setFeedsOpen(false)} />
      )}
    </>
  );
}

/** At most these stand in a day of a month. */
const SHOWN = 3;

function Weeks({
  weeks,
  items,
  today,
  month,
  onMore,
  onMove,
}: {
  weeks: readonly string[];
  items: readonly Item[];
  today: string;
  month?: string;
  onMore: (day: string) => void;
  onMove: (key: string, day: string) => void;
}) {
  const [over, setOver] = useState<string | null>(null);
  const t = useTexts(texts);
  return (
    <Box sx={{ overflowX: 'auto' }} role="region" aria-label={t.title} tabIndex={0}>
      <Box
        component="table"
        sx={{
          width: '100%',
          minWidth: 700,
          tableLayout: 'fixed',
          borderCollapse: 'collapse',
          '& th': { fontSize: '0.75rem', fontWeight: 500, color: 'text.secondary', textAlign: 'left', p: 0.5 },
          '& td': {
            border: 1,
            borderColor: 'divider',
            verticalAlign: 'top',
            height: month ? 104 : 320,
            p: 0.5,
          },
        }}
      >
        <thead>
          <tr>
            {t.weekdays.split(',').map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((monday) => (
            <tr key={monday}>
              {Array.from({ length: 7 }, (_, at) => plus(monday, at)).map((day) => {
                const start = startOf(day);
                const here = items.filter((item) => item.start < startOf(plus(day, 1)) && item.end > start);
                const shown = month && here.length > SHOWN ? here.slice(0, SHOWN - 1) : here;
                return (
                  <Box
                    component="td"
                    key={day}
                    onDragOver={(event: DragEvent) => {
                      if (event.dataTransfer.types.includes(DRAGGED)) {
                        event.preventDefault();
                        setOver(day);
                      }
                    }}
                    onDragLeave={() => setOver(null)}
                    onDrop={(event: DragEvent) => {
                      event.preventDefault();
                      setOver(null);
                      onMove(event.dataTransfer.getData(DRAGGED), day);
                    }}
                    sx={{
                      bgcolor: over === day ? 'primary.light' : month && !day.startsWith(month) ? 'rail' : undefined,
                    }}
                  >
                    <Box
                      component="time"
                      dateTime={day}
                      aria-current={day === today ? 'date' : undefined}
                      sx={{
                        display: 'inline-block',
                        minWidth: 20,
                        textAlign: 'center',
                        borderRadius: 1,
                        fontSize: '0.75rem',
                        mb: 0.25,
                        ...(day === today
                          ? { bgcolor: 'primary.main', color: 'primary.contrastText', fontWeight: 600 }
                          : { color: 'text.secondary' }),
                      }}
                    >
                      {Number(day.slice(8))}
                    </Box>
                    {shown.map((item) => (
                      <Bar key={item.key} item={item} begins={item.start >= start} />
                    ))}
                    {shown.length < here.length && (
                      <Button
                        onClick={() => onMore(day)}
                        sx={{ minHeight: 24, py: 0, px: 0.5, fontSize: '0.75rem', minWidth: 0 }}
                      >
                        {t.more(String(here.length - shown.length))}
                      </Button>
                    )}
                  </Box>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

const LOOK = {
  freeze: { color: 'meaning.on_hold.text', bgcolor: 'meaning.on_hold.ground', icon: Snowflake },
  maintenance: { color: 'meaning.closed.text', bgcolor: 'meaning.closed.ground', icon: Wrench },
} as const;

function time(at: number, language: Language) {
  return formatDateTime(new Date(at), language).slice(-5);
}

/** What a change meets, in words. */
function useMet() {
  const t = useTexts(texts);
  const kinds = useTexts(changeTexts).conflictKinds;
  return ({ meets }: Item) =>
    meets.length > 0 && t.conflict(meets.map((kind) => kinds[kind as keyof typeof kinds] ?? kind).join(t.and));
}

function useSaid() {
  const t = useTexts(texts);
  const met = useMet();
  const { language } = useLanguage();
  return (item: Item) => {
    const what =
      item.kind === 'freeze'
        ? t.frozen(item.hard ? t.hard : t.soft)
        : item.kind === 'maintenance'
          ? t.maintenance
          : (item.number ?? '');
    const when = formatRange(new Date(item.start), new Date(item.end), language);
    return [what, item.title, when, met(item), item.authorised === false && t.draft].filter(Boolean).join('\n');
  };
}

function Bar({ item, begins }: { item: Item; begins: boolean }) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const said = useSaid();
  const met = useMet()(item);
  const change = item.kind === 'change';
  const look = change
    ? { color: 'meaning.open.text', bgcolor: 'meaning.open.ground', icon: AlertTriangle }
    : LOOK[item.kind as keyof typeof LOOK];
  const Icon = look.icon;
  const link = change && item.number ? { component: Link, to: addressOf(item.number) } : {};
  return (
    <Box
      {...link}
      title={said(item)}
      draggable={change && item.number !== undefined}
      onDragStart={(event: DragEvent) => {
        event.dataTransfer.setData(DRAGGED, item.key);
        event.dataTransfer.effectAllowed = 'move';
      }}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        px: 0.5,
        mb: '2px',
        borderRadius: '4px',
        fontSize: '0.75rem',
        lineHeight: '24px',
        whiteSpace: 'nowrap',
        overflow: 'hidden',
        textDecoration: item.phase === 'cancelled' ? 'line-through' : 'none',
        color: look.color,
        bgcolor: look.bgcolor,
        ...(change && item.authorised === false && { border: '1px dashed', bgcolor: 'transparent' }),
      }}
    >
      {(!change || met) && (
        <Box component="span" sx={{ flex: 'none', display: 'inline-flex', color: met ? 'meaning.late' : 'inherit' }}>
          <Icon size={12} aria-label={met || (item.kind === 'freeze' ? t.freeze : t.maintenance)} />
        </Box>
      )}
      {change && begins && <span>{time(item.start, language)}</span>}
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {item.title}
      </Box>
    </Box>
  );
}

function List({ items }: { items: readonly Item[] }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (items.length === 0) {
    return <EmptyState title={t.empty} hint={t.emptyHint} />;
  }
  const days = [...new Set(items.map((item) => dayOf(item.start)))];
  return (
    <Box sx={{ maxWidth: 880 }}>
      {days.map((day) => (
        <Box component="section" key={day} sx={{ mb: 2 }}>
          <Typography variant="h3" sx={{ color: 'text.secondary', fontWeight: 500 }}>
            {formatDate(new Date(startOf(day)), language)}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {items
              .filter((item) => dayOf(item.start) === day)
              .map((item) => (
                <Row key={item.key} item={item} />
              ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Row({ item }: { item: Item }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const met = useMet()(item);
  const sameDay = dayOf(item.start) === dayOf(item.end);
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1.5,
        py: 0.75,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box component="span" sx={{ color: 'text.secondary', minWidth: 96 }}>
        {time(item.start, language)}
        {rangeSign(language)}
        {sameDay ? time(item.end, language) : formatDateTime(new Date(item.end), language)}
      </Box>
      <Box component="span" sx={{ flex: '1 1 240px', minWidth: 0, fontWeight: 500 }}>
        {item.number ? (
          <Box
            component={Link}
            to={addressOf(item.number)}
            sx={{ color: 'text.primary', textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}
          >
            {item.title}
          </Box>
        ) : (
          item.title
        )}
      </Box>
      {met && (
        <Box
          component="span"
          sx={{ color: 'meaning.late', fontSize: '0.75rem', display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
        >
          <AlertTriangle size={14} aria-hidden />
          {met}
        </Box>
      )}
      {item.kind === 'change' ? (
        item.status && <StatusChip status={item.status} phase={item.phase} kind="change" />
      ) : (
        <Box
          component="span"
          sx={{
            px: 0.75,
            borderRadius: 1,
            fontSize: '0.75rem',
            lineHeight: '24px',
            color: LOOK[item.kind].color,
            bgcolor: LOOK[item.kind].bgcolor,
          }}
        >
          {item.kind === 'freeze' ? `${t.freeze} · ${item.hard ? t.hard : t.soft}` : t.maintenance}
        </Box>
      )}
    </Box>
  );
}
