import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import type { TicketDetail } from '@/shared/api/model';
import { draw } from '@/shared/testing';

import { Links } from './Links';

const TICKET = {
  links: [
    { id: 'l1', type: 'caused_by', direction: 'outgoing', ticket_id: 'p', ticket_number: 'PRB0000001', title: 'VPN' },
    { id: 'l2', type: 'child_of', direction: 'incoming', ticket_id: 'i', ticket_number: 'INC0000009', title: 'VPN' },
  ],
} as unknown as TicketDetail;

const see = (refused = false) =>
  draw(<Links ticket={TICKET} kind="incidents" number="INC0000001" canEdit />, {
    answer: ({ method }) =>
      refused && method === 'POST'
        ? { status: 409, body: { error: { code: 'CONFLICT', message: 'すでに関連付けられています。', details: [] } } }
        : undefined,
  });

it('deletes a link at once, and links again from the side that it came from', async () => {
  const { calls } = see();
  for (const [other, path, body] of [
    ['PRB0000001', '/incidents/INC0000001/links', { target_id: 'PRB0000001', type: 'caused_by' }],
    ['INC0000009', '/incidents/INC0000009/links', { target_id: 'INC0000001', type: 'child_of' }],
  ] as const) {
    await userEvent.click(screen.getByRole('button', { name: `${other}の関連付けを削除` }));
    expect(await screen.findByText(`${other}の関連付けを削除しました。`)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: '元に戻す' }));
    await waitFor(() => expect(calls).toContainEqual({ method: 'POST', path, body }));
    expect(await screen.findByText('元に戻しました。')).toBeVisible();
  }
});

it('takes back once, however often it is clicked', async () => {
  const { calls } = see();
  await userEvent.click(screen.getByRole('button', { name: 'PRB0000001の関連付けを削除' }));
  await userEvent.dblClick(await screen.findByRole('button', { name: '元に戻す' }));
  expect(await screen.findByText('元に戻しました。')).toBeVisible();
  expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

it('tells why what was deleted can’t be had back', async () => {
  see(true);
  await userEvent.click(screen.getByRole('button', { name: 'PRB0000001の関連付けを削除' }));
  await userEvent.click(await screen.findByRole('button', { name: '元に戻す' }));
  expect(await screen.findByText('すでに関連付けられています。')).toBeVisible();
});
