import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';

import type { TicketDetail } from '@/shared/api/model';
import { draw } from '@/shared/testing';

import { Tags } from './Tags';

function Ticket() {
  const [ticket, setTicket] = useState({ tags: ['古い', '残す'], version: 1 } as TicketDetail);
  return (
    <>
      <Tags ticket={ticket} kind="incidents" number="INC0000001" internal canEdit />
      <button type="button" onClick={() => setTicket({ ...ticket, tags: ['古い', '残す', 'VPN'], version: 2 })}>
        somebody else
      </button>
    </>
  );
}

it('takes no tag away that somebody else added meanwhile', async () => {
  const { calls } = draw(<Ticket />, { answer: () => undefined });
  await userEvent.click(screen.getByRole('button', { name: /タグ/ }));
  await userEvent.click(screen.getByText('somebody else'));
  await userEvent.click(screen.getByRole('combobox'));
  await userEvent.keyboard('至急{Enter}');
  await userEvent.click(screen.getAllByTestId('CancelIcon')[0]!);
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ tags: ['残す', 'VPN', '至急'] });
});
