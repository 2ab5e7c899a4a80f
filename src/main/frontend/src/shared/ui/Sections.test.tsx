import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw, SOMEBODY } from '@/shared/testing';

import { Sections } from './Sections';

const PAGES = [
  { name: 'users', permission: 'user:read' },
  { name: 'audit', permission: 'audit:read' },
] as const;

function Page() {
  return useProfileQuery().data ? (
    <Sections
      root="/admin"
      label="管理"
      pages={PAGES}
      names={{ users: 'ユーザー', audit: '監査ログ' }}
      content={{ users: () => <p>people</p>, audit: () => <p>log</p> }}
    />
  ) : null;
}

const answer = ({ path }: { path: string }) =>
  path === '/auth/profile' ? { body: { data: { ...SOMEBODY, permissions: ['user:read'] } } } : undefined;

it.each([
  ['/admin', '/admin'],
  ['/admin/users', '/admin/users'],
  ['/admin/audit', '/not-allowed'],
  ['/admin/nothing', '/not-found'],
])('leads %s to %s, and never to another section', async (at, to) => {
  const { router } = draw(<Page />, { answer, at, path: '/admin/:page?' });
  if (to.startsWith('/admin')) {
    expect(await screen.findByText('people')).toBeVisible();
  } else {
    await expect.poll(() => router.state.location.pathname).toBe(to);
  }
});
