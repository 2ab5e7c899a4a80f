import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Plus } from 'lucide-react';
import { skipToken } from '@reduxjs/toolkit/query';
import { useState } from 'react';
import { Link } from 'react-router';

import { OpenAnnouncements } from '@/shared/announcements/OpenAnnouncements';
import { addressOf, kindOf, numberOf, type Ticket } from '@/shared/api/model';
import { isAgent, useMe } from '@/shared/api/profile';
import { useActionsOfQuery, useTicketsQuery } from '@/shared/api/ticketApi';
import { formatAgo, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useNow } from '@/shared/lib/useNow';
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

/** What somebody reported or asked for, with what is asked of them marked. */
export function MyTicketsPage() {
  const t = useTexts(texts);
  const active = { ...REPORTED, phase: ACTIVE };
  const { data: reported, error, refetch } = useTicketsQuery({ kind: 'incidents', params: active }, LIVE);
  const { data: requests, error: failed } = useTicketsQuery({ kind: 'requests', params: active }, LIVE);
  const entrusted = useEntrusted();
  const mine =
    reported &&
    (requests || failed) &&
    [...reported.items, ...(requests?.items ?? []), ...entrusted.forMe].sort(newestFirst);
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
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {!reported && !error && <RowSkeletons rows={6} />}
        <List title={t.decide} tickets={entrusted.toDecide} />
        {mine?.length === 0 && <EmptyState title={t.mineEmpty} hint={t.mineEmptyHint} action={report} />}
        {mine && (
          <>
            <List title={t.open} tickets={mine} />
            <MyDevices />
            <Services />
            <Over />
          </>
        )}
      </Box>
    </Box>
  );
}

/**
 * Requests of others that somebody who is no agent reads: those with a task for them are theirs to decide, whatever the
 * model calls the wait; what a colleague ordered for them is theirs, too.
 */
function useEntrusted(): { toDecide: Ticket[]; forMe: Ticket[] } {
  const me = useMe();
  const { data } = useTicketsQuery(
    { kind: 'requests', params: { phase: ACTIVE, limit: '50', sort: '-updated_at' } },
    { ...LIVE, skip: isAgent(me) },
  );
  const others = data?.items.filter(({ reporter }) => reporter?.id !== me.id) ?? [];
  const { data: actions } = useActionsOfQuery(
    others.length > 0 ? { kind: 'requests', ids: others.map(numberOf) } : skipToken,
  );
  const hasTask = (_: Ticket, at: number) => actions?.[at]?.some(({ task }) => task) ?? false;
  return {
    toDecide: others.filter(hasTask),
    forMe: others.filter((ticket, at) => ticket.requested_for?.id === me.id && !hasTask(ticket, at)),
  };
}

/** What is over, a few first, then page by page. */
function Over() {
  const t = useTexts(texts);
  const [page, setPage] = useState(0);
  const params = { ...REPORTED, phase: OVER, ...(page > 1 && { page: String(page) }) };
  const { data: reported } = useTicketsQuery({ kind: 'incidents', params }, LIVE);
  const { data: requests } = useTicketsQuery({ kind: 'requests', params }, LIVE);
  const pages = [reported, requests].filter((each) => each !== undefined);
  const tickets = pages.flatMap(({ items }) => items).sort(newestFirst);
  const total = pages.reduce((sum, each) => sum + each.total, 0);
  return (
    <>
      <List title={t.over} tickets={page > 0 ? tickets : tickets.slice(0, FEW)} />
      {page === 0 ? (
        total > FEW && <Button onClick={() => setPage(1)}>{t.showAll(total)}</Button>
      ) : (
        <Pager page={page} hasNext={pages.some(({ hasNext }) => hasNext)} onPage={setPage} />
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
    <Box component="section" sx={{ mt: 2 }}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
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
    </Box>
  );
}
