import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw, SOMEBODY, type Call } from '@/shared/testing';

import { MyTicketsPage } from './MyTicketsPage';

function Page() {
  return useProfileQuery().data ? <MyTicketsPage /> : null;
}

const request = (number: string, more: object) => ({
  id: number,
  request_number: number,
  title: `title of ${number}`,
  status: 'manager_approval',
  phase: 'on_hold',
  created_at: '2028-01-05T01:00:00Z',
  updated_at: '2028-01-05T01:00:00Z',
  reporter: { id: 'suzuki' },
  ...more,
});

const ENTRUSTED = [
  request('REQ0000001', {}),
  request('REQ0000002', { requested_for: { id: 'me' } }),
  request('REQ0000003', {}),
];

function answer({ path }: Call) {
  if (path === '/decisions') {
    return {
      body: {
        data: [
          {
            id: '1',
            number: 'REQ0000001',
            kind: 'request',
            title: 'title of REQ0000001',
            step: { ja: '申請の承認', en: 'Approve request' },
          },
        ],
      },
    };
  }
  if (path.startsWith('/requests?') && !path.includes('view=reported')) {
    return { body: { data: ENTRUSTED } };
  }
  return undefined;
}

it('shows what waits for a decision, whatever its phase, and what a colleague ordered among one’s own', async () => {
  draw(<Page />, { answer });
  const toDecide = (await screen.findByRole('heading', { name: '自分の判断待ち' })).closest('section')!;
  expect(within(toDecide).getByText('title of REQ0000001')).toBeVisible();
  expect(within(toDecide).queryByText('title of REQ0000002')).toBeNull();
  const mine = screen.getByRole('heading', { name: '対応中' }).closest('section')!;
  expect(within(mine).getByText('title of REQ0000002')).toBeVisible();
  expect(screen.queryByText('title of REQ0000003')).toBeNull();
});

const change = {
  id: 'CHG0000001',
  change_number: 'CHG0000001',
  title: 'my change',
  status: 'assessment',
  phase: 'open',
};

it('leads to all that is under way, page by page, of every type that somebody may report', async () => {
  const dates = { created_at: '2028-01-05T01:00:00Z', updated_at: '2028-01-05T01:00:00Z' };
  draw(<Page />, {
    answer: ({ path }) => {
      if (path === '/auth/profile') {
        return { body: { data: { ...SOMEBODY, permissions: ['incident:create', 'change:create'] } } };
      }
      if (path.startsWith('/incidents?') && path.includes('phase=open')) {
        const number = path.includes('page=2') ? 'INC0000101' : 'INC0000001';
        const item = { id: number, incident_number: number, title: `title of ${number}`, phase: 'open', ...dates };
        return { body: { data: [item], pagination: { total_items: 101, has_next: !path.includes('page=2') } } };
      }
      if (path.startsWith('/changes?') && path.includes('phase=open') && !path.includes('page=2')) {
        return { body: { data: [{ ...change, ...dates }] } };
      }
      return path.startsWith('/problems') ? { status: 500, body: {} } : undefined;
    },
  });
  const mine = (await screen.findByRole('heading', { name: '対応中' })).closest('section')!;
  expect(within(mine).getByText('title of INC0000001')).toBeVisible();
  expect(within(mine).getByText('my change')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: '次のページ' }));
  expect(await screen.findByText('title of INC0000101')).toBeVisible();
});

it('says which list could not be read instead of saying that there is nothing', async () => {
  draw(<Page />, {
    answer: (call) =>
      call.path.startsWith('/requests?') && call.path.includes('view=reported')
        ? { status: 503, body: { error: { code: 'BUSY', message: '混み合っています。' } } }
        : answer(call),
  });
  expect((await screen.findAllByText('混み合っています。')).length).toBeGreaterThan(0);
  expect(screen.queryByText('チケットはまだありません')).toBeNull();
  expect(screen.queryByRole('heading', { name: '対応中' })).toBeNull();
});
