import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw } from '@/shared/testing';

import { CiPage } from './CiPage';

function Page() {
  return useProfileQuery().data ? <CiPage /> : null;
}

function see(status: () => number) {
  return draw(<Page />, {
    at: '/cmdb/an-item',
    path: '/cmdb/:id',
    answer: ({ path }) => (path.startsWith('/cis/an-item') ? { status: status(), body: { error: {} } } : undefined),
  });
}

it('says that an item is not there only where that is so', async () => {
  let status = 503;
  const { calls } = see(() => status);
  await screen.findByRole('alert');
  expect(screen.queryByText(/見つかりません/)).not.toBeInTheDocument();
  status = 404;
  await userEvent.click(screen.getByRole('button', { name: '再読み込み' }));
  expect(await screen.findByText(/見つかりません/)).toBeInTheDocument();
  expect(calls.filter(({ path }) => path.startsWith('/cis/an-item')).length).toBeGreaterThan(1);
});
