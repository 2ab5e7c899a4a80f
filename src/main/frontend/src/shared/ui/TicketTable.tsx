import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { addressOf, kindOf, numberOf, type Ticket } from '@/shared/api/model';
import type { PresentPerson } from '@/shared/api/presenceApi';
import { formatDateTime, formatShort } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { useCursorRow } from '@/shared/lib/useCursorRow';
import { ROW_HEIGHT } from '@/shared/theme/theme';

import { Clock } from './Clock';
import { Hidden, HIDDEN } from './Hidden';
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
  /** how often keys moved it */
  moves?: number;
  chosen?: ReadonlySet<string>;
  /** chooses them, or no longer */
  onToggle?: (tickets: readonly Ticket[], chosen: boolean) => void;
  /** who else is at which ticket, by its number */
  present?: ReadonlyMap<string, readonly PresentPerson[]>;
  /** what can be done from the row */
  rowActions?: (ticket: Ticket) => ReactNode;
  /** what is shown beside the usual */
  columns?: readonly TicketColumn[];
}

export interface TicketColumn {
  key: string;
  label: string;
  show: (ticket: Ticket) => ReactNode;
}

/** What the clocks are at: the response first, then the resolution; nothing once it is over. */
export function dueOf(ticket: Ticket): string | null | undefined {
  if (ticket.phase === 'resolved' || ticket.phase === 'closed' || ticket.phase === 'cancelled') {
    return null;
  }
  return ticket.response_due_at && !ticket.responded_at ? ticket.response_due_at : ticket.resolution_due_at;
}

/** Pixels that a column of a form's field takes. */
const FIELD_WIDTH = 120;
/** Pixels that all columns need with a title that can be read, people as initials and priorities as marks. */
const LEAST_WIDTH = 732;

/** Tickets, one a row of 36 pixels; on a phone, two lines each. What a table lacks room for is not in it. */
export function TicketTable({
  tickets,
  cursor = -1,
  moves = 0,
  chosen,
  onToggle,
  present,
  rowActions,
  columns = [],
}: Props) {
  const t = useTexts(texts);
  const narrow = useMediaQuery('(max-width: 816px)');
  const chosenHere = tickets.filter(({ id }) => chosen?.has(id)).length;
  const at = tickets[cursor]?.id;
  const here = useCursorRow(at, moves);
  const rowOf = (ticket: Ticket, row: number) => ({
    ticket,
    current: row === cursor,
    rowRef: row === cursor ? here : undefined,
    chosen: chosen?.has(ticket.id),
    onToggle,
    present: present?.get(numberOf(ticket)),
    rowActions,
    columns,
  });
  if (narrow) {
    return (
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {tickets.map((ticket, row) => (
          <NarrowRow key={ticket.id} {...rowOf(ticket, row)} />
        ))}
      </Box>
    );
  }
  const fields = columns.length * FIELD_WIDTH;
  /** where the table has less room than this beside what forms keep */
  const below = (pixels: number) => `@container (max-width: ${pixels + fields}px)`;
  return (
    <Box sx={{ containerType: 'inline-size', overflowX: 'auto' }}>
      <Table
        size="small"
        sx={{
          tableLayout: 'fixed',
          minWidth: LEAST_WIDTH + fields,
          '& td, & th': { borderColor: 'divider' },
          '& .priority': { width: 96, [below(860)]: { width: 64, '& [data-word]': HIDDEN } },
          '& .assignee': { width: 140, [below(940)]: { width: 68, '& [data-word]': HIDDEN } },
          '& .team': { width: 132, [below(1060)]: { display: 'none' } },
          '& .updated': { width: 96, [below(1140)]: { display: 'none' } },
        }}
      >
        <TableHead>
          <TableRow sx={{ '& th': { color: 'text.secondary', fontSize: '0.75rem', fontWeight: 500, height: 32 } }}>
            {onToggle && (
              <TableCell sx={{ width: 44, '&&': { px: 0.75 } }}>
                <Checkbox
                  size="small"
                  checked={chosenHere > 0 && chosenHere === tickets.length}
                  indeterminate={chosenHere > 0 && chosenHere < tickets.length}
                  onChange={(_, all) => onToggle(tickets, all)}
                  sx={{ p: 0.5 }}
                  slotProps={{ input: { 'aria-label': t.selectAll } }}
                />
              </TableCell>
            )}
            <TableCell sx={{ width: 116 }}>{t.columns.number}</TableCell>
            <TableCell>{t.columns.title}</TableCell>
            {columns.map(({ key, label }) => (
              <TableCell
                key={key}
                title={label}
                sx={{ width: FIELD_WIDTH, overflow: 'hidden', textOverflow: 'ellipsis' }}
              >
                {label}
              </TableCell>
            ))}
            <TableCell sx={{ width: 128 }}>{t.columns.status}</TableCell>
            <TableCell className="priority">{t.columns.priority}</TableCell>
            <TableCell sx={{ width: 124 }}>{t.columns.due}</TableCell>
            <TableCell className="team">{t.columns.team}</TableCell>
            <TableCell className="assignee">{t.columns.assignee}</TableCell>
            <TableCell className="updated">{t.columns.updated}</TableCell>
            {rowActions && (
              <TableCell sx={{ width: 44 }}>
                <Hidden>{t.columns.actions}</Hidden>
              </TableCell>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {tickets.map((ticket, row) => (
            <WideRow key={ticket.id} {...rowOf(ticket, row)} />
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

interface RowProps extends Pick<Props, 'onToggle' | 'rowActions'> {
  columns: readonly TicketColumn[];
  ticket: Ticket;
  current: boolean;
  rowRef?: React.Ref<HTMLElement>;
  chosen?: boolean;
  present?: readonly PresentPerson[];
}

function WideRow({ ticket, current, rowRef, chosen, onToggle, present, rowActions, columns }: RowProps) {
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
            onChange={(_, one) => onToggle([ticket], one)}
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
      {columns.map(({ key, show }) => (
        <TableCell key={key}>{show(ticket)}</TableCell>
      ))}
      <TableCell>
        <span title={ticket.hold_reason ? word('hold', ticket.hold_reason, language) : undefined}>
          <StatusChip {...ticket} kind={kindOf(ticket)} />
        </span>
      </TableCell>
      <TableCell className="priority">
        <PriorityMark priority={ticket.priority} withWord />
      </TableCell>
      <TableCell>
        <Clock due={dueOf(ticket)} state={ticket.sla_state} />
      </TableCell>
      <TableCell className="team" sx={{ color: 'text.secondary' }}>
        {ticket.team?.name}
      </TableCell>
      <TableCell className="assignee">
        {ticket.assignee ? (
          <Person person={ticket.assignee} size={22} withName />
        ) : (
          <Box component="span" data-word sx={{ color: 'text.secondary' }}>
            {t.unassigned}
          </Box>
        )}
      </TableCell>
      <TableCell className="updated" sx={{ color: 'text.secondary' }}>
        <time dateTime={ticket.updated_at} title={formatDateTime(ticket.updated_at, language)}>
          {formatShort(ticket.updated_at, language)}
        </time>
      </TableCell>
      {rowActions && <TableCell sx={{ '&&': { px: 0.5, textOverflow: 'clip' } }}>{rowActions(ticket)}</TableCell>}
    </TableRow>
  );
}

function NarrowRow({ ticket, current, rowRef, chosen, onToggle, present, rowActions, columns }: RowProps) {
  const t = useTexts(texts);
  const number = numberOf(ticket);
  return (
    <Box
      component="li"
      ref={rowRef}
      aria-current={current || undefined}
      sx={{
        display: 'flex',
        alignItems: 'center',
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: chosen ? 'primary.light' : undefined,
        ...(current && { boxShadow: 'inset 3px 0 0 var(--mui-palette-primary-main)' }),
      }}
    >
      {onToggle && (
        <Checkbox
          checked={chosen === true}
          onChange={(_, one) => onToggle([ticket], one)}
          sx={{ p: 1, ml: 0.5, mr: -1 }}
          slotProps={{ input: { 'aria-label': t.selectRow(number) } }}
        />
      )}
      <Box
        component={Link}
        to={addressOf(number)}
        sx={{
          display: 'grid',
          flex: 1,
          minWidth: 0,
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
        {columns.map(({ key, label, show }) => (
          <Box key={key} sx={{ display: 'flex', gap: 1, fontSize: '0.8125rem' }}>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {label}
            </Box>
            {show(ticket)}
          </Box>
        ))}
      </Box>
      {rowActions && <Box sx={{ pr: 0.5, ml: -1 }}>{rowActions(ticket)}</Box>}
    </Box>
  );
}
