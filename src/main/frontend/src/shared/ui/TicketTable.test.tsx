import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';

import type { Ticket } from '@/shared/api/model';
import { useCursor } from '@/shared/lib/useCursor';
import { draw } from '@/shared/testing';

import { TicketTable } from './TicketTable';

const ticket = (number: string) =>
  ({
    id: number,
    incident_number: number,
    title: `title of ${number}`,
    status: 'assigned',
    phase: 'open',
    priority: 'high',
    assignee: { id: '1', last_name: '田中', first_name: '大輔' },
    created_at: '2028-01-05T01:00:00Z',
    updated_at: '2028-01-05T01:00:00Z',
  }) as unknown as Ticket;

function Queue() {
  const [tickets, setTickets] = useState([ticket('INC0000001'), ticket('INC0000002')]);
  const [cursor, setCursor, moves] = useCursor(tickets, 'mine');
  return (
    <>
      <button onClick={() => setCursor(cursor + 1)}>j</button>
      <button onClick={() => setTickets([ticket('INC0000003'), ...tickets])}>comes</button>
      <TicketTable tickets={tickets} cursor={cursor} moves={moves} />
    </>
  );
}

it('gives the focus to the row that keys lead to, and to none that comes by itself', async () => {
  draw(<Queue />, { answer: () => undefined });
  const comes = screen.getByRole('button', { name: 'comes' });
  await userEvent.click(comes);
  expect(comes).toHaveFocus();
  await userEvent.click(screen.getByRole('button', { name: 'j' }));
  expect(screen.getByRole('link', { name: 'title of INC0000002' })).toHaveFocus();
  expect(screen.getByRole('link', { name: 'title of INC0000002' }).closest('tr')).toHaveAttribute('aria-current');
  await userEvent.click(comes);
  expect(comes).toHaveFocus();
});

it('lets rows be chosen and acted on where there is little room, and shows where keys are', async () => {
  const onToggle = vi.fn();
  const tickets = [ticket('INC0000001'), ticket('INC0000002')];
  function Narrow() {
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
    return (
      <TicketTable
        tickets={tickets}
        cursor={1}
        chosen={new Set(['INC0000001'])}
        onToggle={onToggle}
        rowActions={({ id }) => <button>{`act on ${id}`}</button>}
      />
    );
  }
  draw(<Narrow />, { answer: () => undefined });
  expect(screen.getAllByRole('listitem')[1]).toHaveAttribute('aria-current');
  expect(screen.getByRole('checkbox', { name: 'INC0000001を選択' })).toBeChecked();
  await userEvent.click(screen.getByRole('checkbox', { name: 'INC0000002を選択' }));
  expect(onToggle).toHaveBeenCalledWith([tickets[1]], true);
  expect(screen.getByRole('button', { name: 'act on INC0000002' })).toBeVisible();
});
