import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { Checklist } from './Checklist';

it('puts a line back that was taken away, ticked as it was', async () => {
  const line = { id: 'a', text: '電源', version: 3, is_done: true };
  const { calls } = draw(<Checklist kind="incidents" number="INC0000001" canEdit />, {
    answer: ({ method, path }) =>
      method === 'GET' && path.endsWith('/checklist')
        ? { body: { data: [line] } }
        : method === 'POST'
          ? { body: { data: { ...line, id: 'b', version: 0, is_done: false } } }
          : undefined,
  });
  await userEvent.click(await screen.findByRole('button', { name: '「電源」を削除' }));
  await userEvent.click(await screen.findByRole('button', { name: '元に戻す' }));
  await waitFor(() => expect(calls.filter(({ method }) => method !== 'GET')).toHaveLength(3));
  const [removed, added, ticked] = calls.filter(({ method }) => method !== 'GET');
  expect(removed?.path).toBe('/incidents/INC0000001/checklist/a');
  expect(added?.body).toEqual({ text: '電源' });
  expect([ticked?.path, ticked?.body]).toEqual(['/incidents/INC0000001/checklist/b', { is_done: true }]);
});
