import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { OpenAnnouncements } from '@/shared/announcements/OpenAnnouncements';
import { addressOf, kindOf, numberOf, type Ticket } from '@/shared/api/model';
import { isAgent, useMe } from '@/shared/api/profile';
import { useTicketsQuery } from '@/shared/api/ticketApi';
import { formatAgo, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useNow } from '@/shared/lib/useNow';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RowLinks } from '@/shared/ui/RowLinks';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';

import { MyDevices } from './MyDevices';
import { Services } from './ServiceStatus';
import { texts } from './texts';

const REPORTED = { view: 'reported', limit: '100', sort: '-updated_at' };
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
  const me = useMe();
  const { data: reported, error, refetch } = useTicketsQuery({ kind: 'incidents', params: REPORTED }, LIVE);
  const { data: requests, error: failed } = useTicketsQuery({ kind: 'requests', params: REPORTED }, LIVE);
  // whoever is no agent reads no requests of others but those they decide about
  const { data: entrusted } = useTicketsQuery(
    { kind: 'requests', params: { phase: 'open', limit: '100', sort: '-updated_at' } },
    { ...LIVE, skip: isAgent(me) },
  );
  const decided = entrusted?.items.filter(({ reporter }) => reporter?.id !== me.id) ?? [];
  const mine = reported && (requests || failed) && [...reported.items, ...(requests?.items ?? [])].sort(newestFirst);
  const over = (ticket: Ticket) => ticket.phase === 'closed' || ticket.phase === 'cancelled';
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
        <List title={t.decide} tickets={decided} />
        {mine?.length === 0 && <EmptyState title={t.mineEmpty} hint={t.mineEmptyHint} action={report} />}
        {mine && (
          <>
            <List title={t.open} tickets={mine.filter((ticket) => !over(ticket))} />
            <MyDevices />
            <Services />
            <List title={t.over} tickets={mine.filter(over)} most={10} />
          </>
        )}
      </Box>
    </Box>
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

function List({ title, tickets, most = 100 }: { title: string; tickets: readonly Ticket[]; most?: number }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const now = useNow();
  const [all, setAll] = useState(false);
  if (tickets.length === 0) {
    return null;
  }
  return (
    <Box component="section" sx={{ mt: 2 }}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      <RowLinks
        rows={tickets.slice(0, all ? undefined : most).map((ticket) => ({
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
      {!all && tickets.length > most && <Button onClick={() => setAll(true)}>{t.showAll(tickets.length)}</Button>}
    </Box>
  );
}
