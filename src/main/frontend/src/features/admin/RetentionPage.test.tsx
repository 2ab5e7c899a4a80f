import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { RetentionPage } from './RetentionPage';

const HOLD = {
  ticket_id: '1f0d3c9e-0000-4000-8000-000000000001',
  kind: 'incident',
  number: 'INC0000012',
  reason: '訴訟',
  held_by: '1f0d3c9e-0000-4000-8000-000000000002',
  held_at: '2026-03-10T01:00:00Z',
};

function open() {
  return draw(<RetentionPage />, {
    answer: ({ path, method }) => {
      if (path === '/retention-rules') {
        return {
          body: {
            data: [
              { kind: 'incident', days: 400 },
              { kind: 'problem', days: null },
            ],
          },
        };
      }
      if (path.startsWith('/legal-holds')) {
        return method === 'GET' ? { body: { data: [HOLD] } } : { body: { data: HOLD } };
      }
      return path.startsWith('/retention-rules/') ? { body: { data: {} } } : undefined;
    },
  });
}

it('tells how long tickets are kept, and takes another time or none', async () => {
  const { calls } = open();
  const row = (await screen.findByText('400日')).closest('tr')!;
  expect(screen.getByText('無期限')).toBeVisible();
  await userEvent.click(within(row).getByRole('button', { name: '編集' }));
  const days = screen.getByRole('spinbutton');
  await userEvent.clear(days);
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(calls.find(({ method }) => method === 'PUT')).toMatchObject({
    path: '/retention-rules/incident',
    body: { days: null },
  });
});

it('keeps the time where nobody says another', async () => {
  const { calls } = open();
  const row = (await screen.findByText('400日')).closest('tr')!;
  await userEvent.click(within(row).getByRole('button', { name: '編集' }));
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(
    calls.filter(({ method }) => method === 'PUT').every(({ body }) => (body as { days: unknown }).days === 400),
  ).toBe(true);
});

it('holds a ticket by its number, with a reason', async () => {
  const { calls } = open();
  expect(await screen.findByText('INC0000012')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: '追加' }));
  await userEvent.type(screen.getByRole('textbox', { name: /チケット番号/ }), 'INC0000007');
  await userEvent.type(screen.getByRole('textbox', { name: /理由/ }), '監査');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(calls.find(({ method }) => method === 'POST')).toMatchObject({
    path: '/legal-holds',
    body: { ticket: 'INC0000007', reason: '監査' },
  });
});
