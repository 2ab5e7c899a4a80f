import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Check, GitBranch } from 'lucide-react';

import { kindOf, type TicketDetail } from '@/shared/api/model';
import { useStatusWord } from '@/shared/api/wordsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Hidden } from '@/shared/ui/Hidden';

import { texts } from './texts';

const DONE_SHOWN = 3;
const NEXT_SHOWN = 3;

/** What was, is, and can be next: read from the ticket's history and from the actions that the model offers now. */
export function stepsOf(ticket: TicketDetail): { done: string[]; next: string[] } {
  const been = ticket.history
    .filter(({ field_name }) => field_name === 'status')
    .map(({ old_value }) => old_value)
    .filter((status): status is string => typeof status === 'string' && status !== '');
  const done = been.filter((status, at) => status !== ticket.status && been.lastIndexOf(status) === at);
  const ofTask = ticket.actions.filter(({ task }) => task);
  const leading = (ofTask.length > 0 ? ofTask : ticket.actions).flatMap(({ leads_to }) => leads_to ?? []);
  const next = [...new Set(leading)].filter((status) => status !== ticket.status);
  return { done: done.slice(-DONE_SHOWN), next: next.slice(0, NEXT_SHOWN) };
}

/** The thin line at the head of a ticket. It opens the picture of the process. */
export function Flow({ ticket, onOpen }: { ticket: TicketDetail; onOpen?: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { done, next } = stepsOf(ticket);
  const kind = kindOf(ticket);
  const statusWord = useStatusWord([...done, ticket.status, ...next]);
  const name = (status: string) => statusWord({ status, kind }, language);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
      <Box
        component="ol"
        aria-label={t.flowSteps}
        sx={{
          display: 'flex',
          flexWrap: { xs: 'wrap', sm: 'nowrap' },
          alignItems: 'center',
          listStyle: 'none',
          m: 0,
          p: 0,
          minWidth: 0,
          overflow: 'hidden',
          fontSize: '0.75rem',
        }}
      >
        {done.map((status) => (
          <Step key={status} label={name(status)} said={t.flowDone} state="done" />
        ))}
        <Step
          label={statusWord({ ...ticket, kind }, language)}
          said={t.flowHere}
          state="here"
          first={done.length === 0}
        />
        {next.length > 0 && <Step label={next.map(name).join(' / ')} said={t.flowNext} state="next" />}
      </Box>
      {onOpen && (
        <ButtonBase
          onClick={onOpen}
          sx={{
            flex: 'none',
            display: 'inline-flex',
            gap: 0.5,
            px: 0.75,
            minHeight: 24,
            borderRadius: 1,
            fontSize: '0.75rem',
            color: 'primary.main',
            '&:hover': { bgcolor: 'action.hover' },
          }}
        >
          <GitBranch size={14} aria-hidden />
          <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }} aria-hidden>
            {t.flow}
          </Box>
          <Hidden>{t.flow}</Hidden>
        </ButtonBase>
      )}
    </Box>
  );
}

interface StepProps {
  label: string;
  said: string;
  state: 'done' | 'here' | 'next';
  first?: boolean;
}

function Step({ label, said, state, first = false }: StepProps) {
  const here = state === 'here';
  return (
    <Box
      component="li"
      aria-current={here ? 'step' : undefined}
      title={said}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flex: state === 'next' ? '0 1 auto' : 'none',
        minWidth: 0,
        color: here ? 'primary.main' : 'text.secondary',
        fontWeight: here ? 600 : 400,
        '&:not(:first-of-type)::before': {
          content: '""',
          width: { xs: 10, sm: 24 },
          flex: 'none',
          mx: 0.75,
          borderTop: '2px',
          borderTopStyle: state === 'next' ? 'dotted' : 'solid',
          borderColor: state === 'next' ? 'divider' : 'primary.main',
        },
        ...(first && { '&::before': { display: 'none' } }),
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          flex: 'none',
          width: here ? 10 : 12,
          height: here ? 10 : 12,
          mr: 0.5,
          borderRadius: '50%',
          display: 'inline-flex',
          alignItems: 'center',
          justifyContent: 'center',
          bgcolor: here ? 'primary.main' : undefined,
          border: state === 'next' ? '1.5px solid' : undefined,
          borderColor: 'divider',
          color: 'primary.main',
        }}
      >
        {state === 'done' && <Check size={12} strokeWidth={3} />}
      </Box>
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {label}
      </Box>
    </Box>
  );
}
