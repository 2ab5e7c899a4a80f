import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router';

import { addressOf, type Action, type KindPath, type TicketDetail } from '@/shared/api/model';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { personName } from '@/shared/ui/Person';
import { StatusChip } from '@/shared/ui/StatusChip';

import { Section } from './SidePanel';
import { useTasksQuery } from './taskApi';
import { texts } from './texts';

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
  onChoose: (action: Action) => void;
}

/** The parts of the ticket that teams were given. */
export function Tasks({ ticket, kind, number, onChoose }: Props) {
  const t = useTexts(texts).task;
  const { language } = useLanguage();
  const { data: tasks = [] } = useTasksQuery({ kind, id: number });
  const add = ticket.actions.find(({ name }) => name === 'add-task');
  if (!add && tasks.length === 0) {
    return null;
  }
  return (
    <Section
      title={t.title}
      action={
        add && (
          <Button onClick={() => onChoose(add)} sx={{ minHeight: 26, py: 0 }}>
            {t.add}
          </Button>
        )
      }
    >
      {tasks.length === 0 && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{t.none}</Box>}
      <Box component="ul" aria-label={t.title} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {tasks.map((task) => (
          <Box component="li" key={task.id} sx={{ py: 0.5, fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
              <Box
                component={Link}
                to={addressOf(task.task_number)}
                sx={{ flex: 1, minWidth: 0, color: 'text.primary', fontWeight: 500, textDecoration: 'none' }}
              >
                {task.title}
              </Box>
              <StatusChip status={task.status} phase={task.phase} kind="task" />
            </Box>
            <Box sx={{ color: 'text.secondary' }}>
              {[task.task_number, task.team?.name, task.assignee && personName(task.assignee, language)]
                .filter(Boolean)
                .join(' · ')}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}

/** Where to find what the ticket is a part of. */
export function PartOf({ ticket }: { ticket: TicketDetail }) {
  const t = useTexts(texts).task;
  return (
    ticket.parent_number && (
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
        {t.partOf}{' '}
        <Box component={Link} to={addressOf(ticket.parent_number)}>
          {ticket.parent_number}
        </Box>
      </Box>
    )
  );
}
