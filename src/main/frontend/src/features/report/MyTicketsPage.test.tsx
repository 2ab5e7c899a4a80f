import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw, type Call } from '@/shared/testing';

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
  if (path === '/requests/REQ0000001/actions') {
    return { body: { data: [{ name: 'approve', task: 'approveAsManager', fields: [] }] } };
  }
  if (path.endsWith('/actions')) {
    return { body: { data: [{ name: 'cancel', task: null, fields: [] }] } };
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
