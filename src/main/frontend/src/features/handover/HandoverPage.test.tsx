import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw, SOMEBODY } from '@/shared/testing';

import { HandoverPage } from './HandoverPage';

function Page() {
  return useProfileQuery().data ? <HandoverPage /> : null;
}

const TICKET = {
  id: 't1',
  kind: 'incident',
  number: 'INC0000001',
  title: 'VPNにつながらない',
  status: 'in_progress',
  phase: 'in_work',
  priority: 'high',
  due_at: null,
  reasons: ['major', 'touched'],
};
const BEFORE = {
  id: 'h1',
  from_name: '山田 太郎',
  to_name: '鈴木 花子',
  note: '静かな夜でした。',
  created_at: '2028-01-05T05:30:00Z',
  tickets: [{ ...TICKET, note: '再起動済み' }],
};
const MEMBERS = [
  { id: 'me', username: 'somebody', first_name: '太郎', last_name: '山田' },
  { id: 'next', username: 'next', first_name: '花子', last_name: '鈴木' },
];

const page = (teams: { id: string; name: string }[]) =>
  draw(<Page />, {
    at: '/handover',
    path: '/handover/:team?',
    answer: ({ method, path }) => {
      if (path === '/auth/profile') {
        return { body: { data: { ...SOMEBODY, teams } } };
      }
      if (path.endsWith('/attention')) {
        return { body: { data: [TICKET] } };
      }
      if (path.includes('/handovers')) {
        return method === 'POST' ? { status: 201, body: { data: BEFORE } } : { body: { data: [BEFORE] } };
      }
      if (path.endsWith('/members')) {
        return { body: { data: MEMBERS } };
      }
      return path.startsWith('/teams')
        ? { body: { data: [{ id: 'night', name: '夜間' }], pagination: { total_pages: 1, has_next: false } } }
        : undefined;
    },
  });

test('what needs attention is handed over with a word on each ticket, to somebody else of the team', async () => {
  const { calls } = page([{ id: 'night', name: '夜間' }]);
  await userEvent.type(await screen.findByLabelText('INC0000001へのひとこと'), '朝に確認');
  expect(within(screen.getByRole('table')).getByText('このシフトで更新')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: '引き継ぐ' }));
  await userEvent.click(await screen.findByLabelText(/次のシフトの人/));
  expect(screen.queryByRole('option', { name: /山田/ })).not.toBeInTheDocument();
  await userEvent.click(await screen.findByRole('option', { name: /鈴木/ }));
  await userEvent.click(screen.getAllByRole('button', { name: '引き継ぐ' }).at(-1)!);
  expect(await screen.findByText('引き継ぎを記録しました。')).toBeInTheDocument();
  expect(calls.find(({ method, path }) => method === 'POST' && path.endsWith('/handovers'))?.body).toEqual({
    to_user_id: 'next',
    tickets: [{ ticket_id: 't1', note: '朝に確認' }],
  });
});

test('who is not of the team reads what was handed over, and hands nothing over', async () => {
  page([]);
  expect(await screen.findByText('山田 太郎 → 鈴木 花子')).toBeInTheDocument();
  expect(screen.getByText('再起動済み')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: '引き継ぐ' })).not.toBeInTheDocument();
  expect(screen.queryByLabelText('INC0000001へのひとこと')).not.toBeInTheDocument();
});
