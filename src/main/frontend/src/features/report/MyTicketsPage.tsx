import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';

import { OpenAnnouncements } from '@/shared/announcements/OpenAnnouncements';
import { useDecisions } from '@/shared/api/decisionsApi';
import { addressOf, kindOf, numberOf, type Ticket } from '@/shared/api/model';
import { isAgent, may, useMe } from '@/shared/api/profile';
import { useTicketsQuery } from '@/shared/api/ticketApi';
import { formatAgo, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useNow } from '@/shared/lib/useNow';
import { DecisionRows } from '@/shared/ui/DecisionRows';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { RowLinks } from '@/shared/ui/RowLinks';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';

import { MyDevices } from './MyDevices';
import { Services } from './ServiceStatus';
import { texts } from './texts';

const REPORTED = { view: 'reported', limit: '100', sort: '-updated_at' };
/** What is not over: somebody works on it, waits, or is to confirm. */
const ACTIVE = 'open,in_work,on_hold,resolved';
const OVER = 'closed,cancelled';
/** So many of what is over are shown at first. */
const FEW = 10;
const LIVE = {
  pollingInterval: 20_000,
  skipPollingIfUnfocused: true,
  refetchOnFocus: true,
  refetchOnMountOrArgChange: true,
} as const;

const newestFirst = (one: Ticket, other: Ticket) => other.updated_at.localeCompare(one.updated_at);

/** What somebody reported or asked for, of every type that they may report, a page of each. */
function useReported(phase: string, page: number) {
  const me = useMe();
  const params = { ...REPORTED, phase, ...(page > 1 && { page: String(page) }) };
  const incidents = useTicketsQuery({ kind: 'incidents', params }, LIVE);
  const others = [
    useTicketsQuery({ kind: 'requests', params }, LIVE),
    useTicketsQuery({ kind: 'problems', params }, { ...LIVE, skip: !may(me, 'problem:create') }),
    useTicketsQuery({ kind: 'changes', params }, { ...LIVE, skip: !may(me, 'change:create') }),
  ];
  const lists = [incidents, ...others];
  const pages = lists.flatMap(({ data }) => data ?? []);
  const failed = lists.filter(({ error }) => error);
  return {
    error: failed[0]?.error,
    refetch: () => failed.forEach(({ refetch }) => void refetch()),
    isRead: lists.every(({ data, isLoading, error }) => data !== undefined || (!isLoading && !error)),
    tickets: pages.flatMap(({ items }) => items),
    total: pages.reduce((sum, each) => sum + each.total, 0),
    hasNext: pages.some(({ hasNext }) => hasNext),
  };
}

/** What somebody reported or asked for, with what is asked of them marked. */
export function MyTicketsPage() {
  const t = useTexts(texts);
  const [page, setPage] = useState(1);
  const { isRead, tickets, hasNext, error, refetch } = useReported(ACTIVE, page);
  const { forMe, ...ordered } = useOrderedForMe();
  const mine = isRead ? [...tickets, ...(page === 1 ? forMe : [])].sort(newestFirst) : undefined;
  const report = (
    <Button component={Link} to="/new" variant="contained" startIcon={<Plus size={16} aria-hidden />}>
      {t.report}
    </Button>
  );
  return (
    <Box sx={{ maxWidth: 800 }}>
      <PageHeader title={t.mine} actions={report} />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4 }}>
        <OpenAnnouncements />
        <ErrorAlert error={error} onRetry={refetch} />
        {!error && <ErrorAlert error={ordered.error} onRetry={() => void ordered.refetch()} />}
        {!mine && !error && <RowSkeletons rows={6} />}
        <ToDecide />
        {mine?.length === 0 && page === 1 && <EmptyState title={t.mineEmpty} hint={t.mineEmptyHint} action={report} />}
        {mine && (
          <>
            <List title={t.open} tickets={mine} />
            <Pager page={page} hasNext={hasNext} onPage={setPage} />
            <MyDevices />
            <Services />
            <Over />
          </>
        )}
      </Box>
    </Box>
  );
}

/** What waits for somebody who is no agent, and so has no page of it. */
function ToDecide() {
  const t = useTexts(texts);
  const { data: decisions = [], error, refetch } = useDecisions({ skip: isAgent(useMe()) });
  return (
    <>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {decisions.length > 0 && (
        <Section title={t.decide}>
          <DecisionRows decisions={decisions} />
        </Section>
      )}
    </>
  );
}

/** What colleagues ordered for somebody who is no agent, which he reads as his own. */
function useOrderedForMe() {
  const me = useMe();
  const { data, error, refetch } = useTicketsQuery(
    { kind: 'requests', params: { phase: ACTIVE, limit: '50', sort: '-updated_at' } },
    { ...LIVE, skip: isAgent(me) },
  );
  const forMe =
    data?.items.filter(({ reporter, requested_for }) => reporter?.id !== me.id && requested_for?.id === me.id) ?? [];
  return { forMe, error, refetch };
}

/** What is over, a few first, then page by page. */
function Over() {
  const t = useTexts(texts);
  const [page, setPage] = useState(0);
  const { tickets: found, total, hasNext, error, refetch } = useReported(OVER, page);
  const tickets = found.sort(newestFirst);
  return (
    <>
      <ErrorAlert error={error} onRetry={refetch} />
      <List title={t.over} tickets={page > 0 ? tickets : tickets.slice(0, FEW)} />
      {page === 0 ? (
        total > FEW && <Button onClick={() => setPage(1)}>{t.showAll(total)}</Button>
      ) : (
        <Pager page={page} hasNext={hasNext} onPage={setPage} />
      )}
    </>
  );
}

/** What the reporter is asked for: an answer, or whether it is solved. */
function asked(ticket: Ticket): 'yourTurn' | 'confirm' | undefined {
  return ticket.hold_reason === 'awaiting_caller' && ticket.phase === 'on_hold'
    ? 'yourTurn'
    : ticket.phase === 'resolved'
      ? 'confirm'
      : undefined;
}

function List({ title, tickets }: { title: string; tickets: readonly Ticket[] }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const now = useNow();
  if (tickets.length === 0) {
    return null;
  }
  return (
    <Section title={title}>
      <RowLinks
        rows={tickets.map((ticket) => ({
          key: ticket.id,
          to: addressOf(numberOf(ticket)),
          content: (
            <>
              <Box sx={{ fontWeight: 500 }}>{ticket.title}</Box>
              <Box
                sx={{
                  display: 'flex',
                  flexWrap: 'wrap',
                  alignItems: 'center',
                  gap: 1,
                  fontSize: '0.75rem',
                  color: 'text.secondary',
                }}
              >
                <span>{numberOf(ticket)}</span>
                <StatusChip {...ticket} kind={kindOf(ticket)} />
                {asked(ticket) && (
                  <Box component="span" sx={{ color: 'meaning.soon', fontWeight: 600 }}>
                    {t[asked(ticket)!]}
                  </Box>
                )}
                <time dateTime={ticket.updated_at} title={formatDateTime(ticket.updated_at, language)}>
                  {t.updated(formatAgo(ticket.updated_at, language, new Date(now)))}
                </time>
              </Box>
            </>
          ),
        }))}
      />
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ mt: 2 }}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}
