import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';

import { addressOf, kindOf, numberOf, type Ticket } from '@/shared/api/model';
import type { PresentPerson } from '@/shared/api/presenceApi';
import { formatDateTime, formatShort } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { ROW_HEIGHT } from '@/shared/theme/theme';

import { Clock } from './Clock';
import { Hidden } from './Hidden';
import { MajorMark } from './MajorMark';
import { Person } from './Person';
import { Present } from './Present';
import { PriorityMark } from './PriorityMark';
import { StatusChip } from './StatusChip';
import { texts } from './texts';

interface Props {
  tickets: readonly Ticket[];
  /** the row that keys act on; -1 for none */
  cursor?: number;
  chosen?: ReadonlySet<string>;
  onToggle?: (ticket: Ticket) => void;
  /** who else is at which ticket, by its number */
  present?: ReadonlyMap<string, readonly PresentPerson[]>;
  /** what can be done from the row */
  rowActions?: (ticket: Ticket) => ReactNode;
}

/** What the clocks are at: the response first, then the resolution; nothing once it is over. */
export function dueOf(ticket: Ticket): string | null | undefined {
  if (ticket.phase === 'resolved' || ticket.phase === 'closed' || ticket.phase === 'cancelled') {
    return null;
  }
  return ticket.response_due_at && !ticket.responded_at ? ticket.response_due_at : ticket.resolution_due_at;
}

/** Tickets, one a row of 36 pixels; on a phone, two lines each. */
export function TicketTable({ tickets, cursor = -1, chosen, onToggle, present, rowActions }: Props) {
  const t = useTexts(texts);
  const narrow = useMediaQuery('(max-width: 760px)');
  const here = useRef<HTMLElement | null>(null);
  const at = tickets[cursor]?.id;
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), [at]);
  if (narrow) {
    return (
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {tickets.map((ticket) => (
          <NarrowRow key={ticket.id} ticket={ticket} present={present?.get(numberOf(ticket))} />
        ))}
      </Box>
    );
  }
  return (
    <Table size="small" sx={{ tableLayout: 'fixed', '& td, & th': { borderColor: 'divider' } }}>
      <TableHead>
        <TableRow sx={{ '& th': { color: 'text.secondary', fontSize: '0.75rem', fontWeight: 500, height: 32 } }}>
          {onToggle && (
            <TableCell sx={{ width: 44 }}>
              <Hidden>{t.columns.select}</Hidden>
            </TableCell>
          )}
          <TableCell sx={{ width: 116 }}>{t.columns.number}</TableCell>
          <TableCell>{t.columns.title}</TableCell>
          <TableCell sx={{ width: 128 }}>{t.columns.status}</TableCell>
          <TableCell sx={{ width: 96 }}>{t.columns.priority}</TableCell>
          <TableCell sx={{ width: 124 }}>{t.columns.due}</TableCell>
          <TableCell sx={{ width: 132, display: { xs: 'none', lg: 'table-cell' } }}>{t.columns.team}</TableCell>
          <TableCell sx={{ width: 140 }}>{t.columns.assignee}</TableCell>
          <TableCell sx={{ width: 96, display: { xs: 'none', lg: 'table-cell' } }}>{t.columns.updated}</TableCell>
          {rowActions && (
            <TableCell sx={{ width: 44 }}>
              <Hidden>{t.columns.actions}</Hidden>
            </TableCell>
          )}
        </TableRow>
      </TableHead>
      <TableBody>
        {tickets.map((ticket, at) => (
          <WideRow
            key={ticket.id}
            ticket={ticket}
            current={at === cursor}
            rowRef={at === cursor ? here : undefined}
            chosen={chosen?.has(ticket.id)}
            onToggle={onToggle}
            present={present?.get(numberOf(ticket))}
            rowActions={rowActions}
          />
        ))}
      </TableBody>
    </Table>
  );
}

interface WideRowProps extends Pick<Props, 'onToggle' | 'rowActions'> {
  ticket: Ticket;
  current: boolean;
  rowRef?: React.Ref<HTMLElement>;
  chosen?: boolean;
  present?: readonly PresentPerson[];
}

function WideRow({ ticket, current, rowRef, chosen, onToggle, present, rowActions }: WideRowProps) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const number = numberOf(ticket);
  return (
    <TableRow
      ref={rowRef as React.Ref<HTMLTableRowElement>}
      hover
      selected={chosen}
      aria-current={current || undefined}
      sx={{
        height: ROW_HEIGHT,
        '& td': { py: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
        ...(current && { boxShadow: 'inset 3px 0 0 var(--mui-palette-primary-main)', bgcolor: 'action.hover' }),
      }}
    >
      {onToggle && (
        <TableCell sx={{ '&&': { textOverflow: 'clip', px: 0.75 } }}>
          <Checkbox
            size="small"
            checked={chosen === true}
            onChange={() => onToggle(ticket)}
            sx={{ p: 0.5 }}
            slotProps={{ input: { 'aria-label': t.selectRow(number) } }}
          />
        </TableCell>
      )}
      <TableCell sx={{ color: 'text.secondary' }}>{number}</TableCell>
      <TableCell>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75, minWidth: 0 }}>
          <MajorMark ticket={ticket} />
          <Box
            component={Link}
            to={addressOf(number)}
            title={ticket.title}
            sx={{
              color: 'text.primary',
              textDecoration: 'none',
              fontWeight: 500,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              '&:hover': { textDecoration: 'underline' },
            }}
          >
            {ticket.title}
          </Box>
          <Present people={present} size={18} />
        </Box>
      </TableCell>
      <TableCell>
        <span title={ticket.hold_reason ? word('hold', ticket.hold_reason, language) : undefined}>
          <StatusChip {...ticket} kind={kindOf(ticket)} />
        </span>
      </TableCell>
      <TableCell>
        <PriorityMark priority={ticket.priority} withWord />
      </TableCell>
      <TableCell>
        <Clock due={dueOf(ticket)} state={ticket.sla_state} />
      </TableCell>
      <TableCell sx={{ display: { xs: 'none', lg: 'table-cell' }, color: 'text.secondary' }}>
        {ticket.team?.name}
      </TableCell>
      <TableCell>
        {ticket.assignee ? (
          <Person person={ticket.assignee} size={22} withName />
        ) : (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t.unassigned}
          </Box>
        )}
      </TableCell>
      <TableCell sx={{ display: { xs: 'none', lg: 'table-cell' }, color: 'text.secondary' }}>
        <time dateTime={ticket.updated_at} title={formatDateTime(ticket.updated_at, language)}>
          {formatShort(ticket.updated_at, language)}
        </time>
      </TableCell>
      {rowActions && <TableCell sx={{ '&&': { px: 0.5, textOverflow: 'clip' } }}>{rowActions(ticket)}</TableCell>}
    </TableRow>
  );
}

function NarrowRow({ ticket, present }: { ticket: Ticket; present?: readonly PresentPerson[] }) {
  const number = numberOf(ticket);
  return (
    <Box component="li" sx={{ borderBottom: 1, borderColor: 'divider' }}>
      <Box
        component={Link}
        to={addressOf(number)}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr)',
          gap: 0.25,
          px: 2,
          py: 1,
          color: 'text.primary',
          textDecoration: 'none',
          '&:hover': { bgcolor: 'action.hover' },
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
          <PriorityMark priority={ticket.priority} />
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            {number}
          </Box>
          <StatusChip {...ticket} kind={kindOf(ticket)} />
          <MajorMark ticket={ticket} />
          <Box component="span" sx={{ ml: 'auto' }}>
            <Clock due={dueOf(ticket)} state={ticket.sla_state} />
          </Box>
        </Box>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Box
            component="span"
            sx={{
              flex: 1,
              minWidth: 0,
              fontWeight: 500,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {ticket.title}
          </Box>
          <Present people={present} size={18} />
          <Person person={ticket.assignee} size={22} />
        </Box>
      </Box>
    </Box>
  );
}
