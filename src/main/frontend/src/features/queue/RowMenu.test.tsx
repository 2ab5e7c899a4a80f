import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import type { Action, Ticket } from '@/shared/api/model';
import { useProfileQuery } from '@/shared/api/profile';
import { draw, SOMEBODY } from '@/shared/testing';

import { RowMenu } from './RowMenu';

const TICKET = { id: 't1', incident_number: 'INC0000001', title: 'VPN', phase: 'open', priority: 'low' } as Ticket;

const PRIORITIES = [
  { value: 'high', label: { ja: '高', en: 'High' } },
  { value: 'low', label: { ja: '低', en: 'Low' } },
];

function Menu() {
  return useProfileQuery().data ? (
    <RowMenu kind="incidents" ticket={TICKET} anchor={document.body} onClose={() => undefined} />
  ) : null;
}

function show(permissions: string[], actions: Action[] = []) {
  return draw(<Menu />, {
    answer: ({ path, method }) =>
      path === '/auth/profile'
        ? { body: { data: { ...SOMEBODY, permissions } } }
        : path.startsWith('/incidents/') && method === 'PATCH'
          ? { body: { data: TICKET } }
          : path.startsWith('/incidents/') && path.includes('/actions')
            ? { body: { data: method === 'POST' ? { ...TICKET, status: 'assigned' } : actions } }
            : path === '/words/priorities.incident'
              ? { body: { data: PRIORITIES } }
              : undefined,
  });
}

it('sets another priority for a reason', async () => {
  const { calls } = show(['incident:override_priority']);
  fireEvent.click(await screen.findByRole('menuitem', { name: '優先度の変更' }));
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: /^優先度/ }));
  expect(screen.queryByRole('option', { name: '低' })).toBeNull();
  fireEvent.click(screen.getByRole('option', { name: '高' }));
  fireEvent.click(screen.getByRole('button', { name: '変更' }));
  expect(await screen.findByText('入力してください。')).toBeVisible();
  expect(calls.some(({ method }) => method === 'PATCH')).toBe(false);
  fireEvent.change(screen.getByRole('textbox', { name: /^理由/ }), { target: { value: '社長の会議' } });
  fireEvent.click(screen.getByRole('button', { name: '変更' }));
  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'PATCH')).toMatchObject({
      path: '/incidents/INC0000001',
      body: { priority: 'high', reason: '社長の会議' },
    }),
  );
});

it('offers it to nobody who may not', async () => {
  show(['incident:work']);
  expect(await screen.findByText('今できる操作はありません。')).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: '優先度の変更' })).toBeNull();
});

it('offers to assign the ticket to the caller first, and asks for no reason', async () => {
  const reassign: Action = {
    name: 'reassign',
    label: { ja: '再割り当て' },
    fields: [
      { key: 'assignee_id', type: 'select' },
      { key: 'reason', type: 'textarea', required: true },
    ],
  };
  const start: Action = { name: 'start', label: { ja: '対応開始' }, fields: [] };
  const { calls } = show(['incident:work'], [start, reassign]);
  const claim = await screen.findByRole('menuitem', { name: '自分に割り当て' });
  expect(screen.getAllByRole('menuitem')[0]).toBe(claim);
  fireEvent.click(claim);
  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'POST')).toMatchObject({
      path: expect.stringMatching(/actions\/reassign/) as string,
      body: { assignee_id: 'me', reason: '自分に割り当て' },
    }),
  );
  expect(screen.queryByRole('dialog')).toBeNull();
});
