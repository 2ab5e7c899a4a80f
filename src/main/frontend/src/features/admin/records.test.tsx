import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { Teams } from './records';

const TEAM = { id: '1f0d3c9e-0000-4000-8000-000000000001', name: 'サービスデスク', is_active: true, version: 0 };

function open(is_default: boolean) {
  return draw(<Teams />, {
    answer: ({ path }) => (path.startsWith('/teams') ? { body: { data: [{ ...TEAM, is_default }] } } : undefined),
  });
}

it('warns while no team takes what no table gives to any', async () => {
  open(false);
  expect(await screen.findByText(/既定のチームがありません/)).toBeVisible();
});

it('warns of nothing where one does', async () => {
  open(true);
  expect(await screen.findByText('既定のチーム')).toBeVisible();
  expect(screen.queryByText(/既定のチームがありません/)).toBeNull();
});
