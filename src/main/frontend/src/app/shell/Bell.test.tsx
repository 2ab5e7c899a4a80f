import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { Bell } from './Bell';

const notice = (id: string, title: string, is_read: boolean) => ({
  id,
  kind: 'ticket.assigned',
  title,
  is_read,
  created_at: '2028-01-05T01:00:00Z',
});

it('says in words which notices are unread', async () => {
  draw(<Bell />, {
    answer: ({ path }) =>
      path.startsWith('/notifications?')
        ? { body: { data: [notice('1', '割り当て', false), notice('2', '解決', true)] } }
        : path.startsWith('/notifications')
          ? { body: { data: { count: 1 } } }
          : undefined,
  });
  await userEvent.click(screen.getByRole('button', { name: /通知/ }));
  expect(await screen.findByRole('button', { name: /^未読： 割り当て/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /^解決/ })).toBeVisible();
});
