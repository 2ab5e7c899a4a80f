import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { Sessions } from './Sessions';

const sessions = [
  { id: 's1', current: true, kind: 'browser', address: '192.0.2.1' },
  { id: 's2', current: false, kind: 'browser', address: '192.0.2.9' },
];

it('asks before somebody is signed out elsewhere', async () => {
  const { calls } = draw(<Sessions />, {
    answer: ({ path, method }) =>
      path.startsWith('/auth/sessions') && method === 'GET' ? { body: { data: sessions } } : undefined,
  });
  const ended = () => calls.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
  fireEvent.click(await screen.findByRole('button', { name: '終了' }));
  const dialog = await screen.findByRole('dialog', { name: '192.0.2.9 のセッションを終了' });
  expect(ended()).toEqual([]);
  fireEvent.click(screen.getAllByRole('button', { name: '終了' }).find((button) => dialog.contains(button))!);
  await waitFor(() => expect(ended()).toEqual(['/auth/sessions/s2']));
});
