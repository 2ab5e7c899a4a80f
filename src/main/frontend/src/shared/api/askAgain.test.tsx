import { act, screen } from '@testing-library/react';
import { useDispatch } from 'react-redux';
import { expect, it } from 'vitest';

import { askAgain } from '@/shared/api/api';
import { useTeamsQuery } from '@/shared/api/teamsApi';
import { draw } from '@/shared/testing';

function Teams() {
  const { data, error } = useTeamsQuery();
  const dispatch = useDispatch();
  return (
    <button onClick={() => dispatch(askAgain() as never)}>
      {error ? 'refused' : data ? `read ${data.length}` : 'asked'}
    </button>
  );
}

it('reads what was refused while nobody was signed in, and nothing else', async () => {
  let refused = true;
  const { calls } = draw(<Teams />, {
    answer: ({ path }) =>
      path.startsWith('/teams') && refused ? { status: 401, body: { error: { code: 'X', message: 'x' } } } : undefined,
  });
  const button = await screen.findByText('refused');
  refused = false;
  act(() => button.click());
  await screen.findByText('read 0');
  const asked = calls.length;
  act(() => button.click());
  expect(calls).toHaveLength(asked);
});
