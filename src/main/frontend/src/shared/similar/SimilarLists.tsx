import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { addressOf } from '@/shared/api/model';
import { may, useMe } from '../api/profile';
import { useLanguage, useTexts } from '../i18n/LanguageProvider';
import { word } from '../i18n/words';
import { StatusChip } from '../ui/StatusChip';

import type { Proposal, SimilarError, SimilarTicket } from './similarApi';
import { texts } from './texts';

function List({ children }: { children: ReactNode }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, fontSize: '0.8125rem' }}>
      {children}
    </Box>
  );
}

function Item({ children }: { children: ReactNode }) {
  return (
    <Box component="li" sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}>
      {children}
    </Box>
  );
}

/** Takes what helped over into the form that is being filled in. */
function Use({ from, onUse }: { from: string; onUse: () => void }) {
  const t = useTexts(texts);
  return (
    <Button size="small" variant="outlined" color="inherit" aria-label={t.uses(from)} onClick={onUse} sx={{ mt: 0.5 }}>
      {t.use}
    </Button>
  );
}

const quiet = { color: 'text.secondary', fontSize: '0.75rem' } as const;

/** Tickets about the same matter, each with the words that say so. */
export function SimilarTickets({ tickets }: { tickets: readonly SimilarTicket[] }) {
  const t = useTexts(texts);
  return (
    <List>
      {tickets.map((ticket) => (
        <Item key={ticket.id}>
          <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
            {ticket.number}
          </Box>
          <StatusChip status={ticket.status} phase={ticket.phase} kind={ticket.kind} />
          <Box component={Link} to={addressOf(ticket.number)} sx={{ display: 'block', color: 'text.primary' }}>
            {ticket.title}
          </Box>
          <Box sx={quiet}>{t.because(ticket.words.join(' · '))}</Box>
        </Item>
      ))}
    </List>
  );
}

/**
 * Published workarounds.
 *
 * @param onUse takes one over; without it, they are read alone
 */
export function KnownErrorList({
  errors,
  onUse,
}: {
  errors: readonly SimilarError[];
  onUse?: (error: SimilarError) => void;
}) {
  const t = useTexts(texts);
  const me = useMe();
  return (
    <List>
      {errors.map((error) => (
        <Item key={error.id}>
          {may(me, 'problem:read') ? (
            <Box component={Link} to={addressOf(error.problem_number)} sx={{ color: 'text.primary', fontWeight: 500 }}>
              {error.title}
            </Box>
          ) : (
            <Box sx={{ fontWeight: 500 }}>{error.title}</Box>
          )}
          {error.symptom && <Box sx={{ color: 'text.secondary' }}>{error.symptom}</Box>}
          <Box sx={{ whiteSpace: 'pre-wrap' }}>
            <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
              {t.workaround}
            </Box>
            {error.workaround}
          </Box>
          {onUse && error.workaround && <Use from={error.problem_number} onUse={() => onUse(error)} />}
        </Item>
      ))}
    </List>
  );
}

/**
 * What was done in similar tickets, and whether it lasted.
 *
 * @param onUse takes one over; without it, they are read alone
 */
export function Proposals({
  proposals,
  onUse,
}: {
  proposals: readonly Proposal[];
  onUse?: (proposal: Proposal) => void;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (proposals.length === 0) {
    return null;
  }
  return (
    <>
      <Typography variant="h3" sx={{ mt: 1.5 }}>
        {t.helped}
      </Typography>
      <List>
        {proposals.map((proposal) => (
          <Item key={proposal.numbers[0]}>
            <Box sx={{ whiteSpace: 'pre-wrap', maxHeight: 120, overflow: 'auto' }}>{proposal.resolution}</Box>
            <Box sx={quiet}>
              {proposal.resolution_code && <span>{word('code', proposal.resolution_code, language)} · </span>}
              {t.times(proposal.times, proposal.lasting)} · {t.from(proposal.numbers.slice(0, 3).join(', '))}
            </Box>
            {onUse && <Use from={proposal.numbers[0] ?? ''} onUse={() => onUse(proposal)} />}
          </Item>
        ))}
      </List>
    </>
  );
}
