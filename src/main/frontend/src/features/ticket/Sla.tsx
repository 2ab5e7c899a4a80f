import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { skipToken } from '@reduxjs/toolkit/query';
import { useState, type ReactNode } from 'react';

import { kindOf, type Clock as ClockState, type KindPath, type TicketDetail } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { useBreachRisksQuery } from '@/shared/figures/riskApi';
import { percent } from '@/shared/figures/show';
import { formatDateTime, formatBusinessTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { word } from '@/shared/i18n/words';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { texts as shared } from '@/shared/ui/texts';

import { Section } from './SidePanel';
import { texts } from './texts';
import { useLedgerQuery } from './ticketApi';

/** The clocks, and sentence by sentence why they stand where they stand. */
export function Sla({ ticket, kind, number }: { ticket: TicketDetail; kind: KindPath; number: string }) {
  const t = useTexts(texts);
  const [explained, setExplained] = useState(false);
  return (
    <Section
      title={t.sla}
      action={
        ticket.sla.length > 0 && (
          <Button onClick={() => setExplained(!explained)} aria-expanded={explained} sx={{ minHeight: 26, py: 0 }}>
            {t.slaExplain}
          </Button>
        )
      }
    >
      {ticket.sla.length === 0 && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.slaNone}</Box>}
      <Box sx={{ display: 'grid', gap: 1.25 }}>
        {ticket.sla.map((clock) => (
          <OneClock key={`${clock.kind} ${clock.team_id ?? ''}`} clock={clock}>
            {clock.kind === 'resolution' && !clock.stopped_at && <BreachRisk ticket={ticket} />}
          </OneClock>
        ))}
      </Box>
      {explained && <Ledger kind={kind} number={number} />}
    </Section>
  );
}

/** How many like it, open as long, missed their target. */
function BreachRisk({ ticket }: { ticket: TicketDetail }) {
  const t = useTexts(texts);
  const me = useMe();
  const { currentData: said } = useBreachRisksQuery(
    may(me, 'report:read') ? { kind: kindOf(ticket), ticket_id: ticket.id } : skipToken,
  );
  const risk = said?.tickets[0];
  if (!risk || risk.chance === null || risk.chance === undefined) {
    return null;
  }
  return <div>{t.slaRisk(percent(risk.chance), String(risk.missed), String(risk.of))}</div>;
}

function OneClock({ clock, children }: { clock: ClockState; children?: ReactNode }) {
  const t = useTexts(texts);
  const names = useTexts(shared).clock;
  const { language } = useLanguage();
  const target = clock.target_seconds ?? 0;
  const percent = target > 0 ? Math.min(100, Math.round(((clock.elapsed_seconds ?? 0) / target) * 100)) : 0;
  const late = clock.state === 'breached';
  const amber = !late && clock.state === 'running' && percent >= 75;
  const name = (names as unknown as Record<string, string>)[clock.kind] ?? clock.kind;
  return (
    <Box sx={{ fontSize: '0.8125rem' }}>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Box component="span" sx={{ fontWeight: 500, flex: 1 }}>
          {name}
        </Box>
        <Box
          component="span"
          sx={{
            color: late ? 'meaning.late' : amber ? 'meaning.soon' : 'text.secondary',
            fontWeight: late ? 600 : 400,
          }}
        >
          {word('clock', clock.state, language)}
        </Box>
      </Box>
      <LinearProgress
        variant="determinate"
        value={percent}
        aria-label={`${name} ${t.slaUsed(String(percent))}`}
        color={late ? 'error' : amber ? 'warning' : 'primary'}
        sx={{ height: 4, borderRadius: 2, my: 0.5, bgcolor: 'quiet', opacity: clock.state === 'paused' ? 0.5 : 1 }}
      />
      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
        <div>
          {t.slaTarget(formatBusinessTime(target, language))}
          {language === 'ja' ? '・' : ' · '}
          {t.slaUsed(String(percent))}
        </div>
        {clock.due_at && <div>{t.slaDue(formatDateTime(clock.due_at, language))}</div>}
        {!clock.stopped_at && !clock.due_at && (
          <div>{t.slaLeft(formatBusinessTime(clock.remaining_seconds ?? 0, language))}</div>
        )}
        {children}
      </Box>
    </Box>
  );
}

function Ledger({ kind, number }: { kind: KindPath; number: string }) {
  const { language } = useLanguage();
  const { data: ledgers, error, refetch } = useLedgerQuery({ kind, id: number });
  const names = useTexts(shared).clock as unknown as Record<string, string>;
  if (!ledgers) {
    return error ? <ErrorAlert error={error} onRetry={() => void refetch()} /> : <RowSkeletons rows={3} />;
  }
  return (
    <Box sx={{ mt: 1, fontSize: '0.75rem', color: 'text.secondary' }}>
      {ledgers.map((ledger) => (
        <Box key={ledger.clock_id} sx={{ mb: 1 }}>
          <Box sx={{ fontWeight: 600 }}>{names[ledger.kind ?? ''] ?? ledger.kind}</Box>
          <Box component="ol" sx={{ m: 0, pl: 2.25 }}>
            {[
              ...(ledger.events ?? []).map((event) => ({ at: event.at ?? '', said: event.explanation })),
              ...(ledger.segments ?? []).map((part) => ({ at: part.from ?? '', said: part.explanation })),
            ]
              .sort((a, b) => a.at.localeCompare(b.at))
              .map(({ at, said }, nth) => (
                <li key={`${at} ${nth}`}>{labelIn(said, language)}</li>
              ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
