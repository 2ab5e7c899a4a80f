import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { Tokens } from './Tokens';

it('asks before a token is revoked for good', async () => {
  const { calls } = draw(<Tokens />, {
    answer: ({ path, method }) =>
      path.startsWith('/auth/tokens') && method === 'GET'
        ? { body: { data: [{ id: 't1', name: '集計', read_only: true, expires_at: '2030-01-01T00:00:00Z' }] } }
        : undefined,
  });
  const revoked = () => calls.some(({ method }) => method === 'DELETE');
  fireEvent.click(await screen.findByRole('button', { name: '取り消し: 集計' }));
  expect(await screen.findByText(/元に戻せません/)).toBeVisible();
  expect(revoked()).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: '取り消し' }));
  await waitFor(() => expect(revoked()).toBe(true));
});
