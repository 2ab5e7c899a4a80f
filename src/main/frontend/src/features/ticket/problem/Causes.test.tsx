import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { Causes } from './Causes';

const CAUSES = ['1', '2', '3'].map((id, at) => ({
  id,
  kind: 'why',
  statement: `なぜ${id}`,
  parent_id: at > 0 ? String(at) : undefined,
}));

function Page() {
  const [open, setOpen] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setOpen(!open)}>
        look elsewhere
      </button>
      {open && <Causes number="PRB0000001" title="VPN" canEdit />}
    </>
  );
}

const see = () =>
  draw(<Page />, { answer: ({ path }) => (path.endsWith('/causes') ? { body: { data: CAUSES } } : undefined) });

it('tells how many causes go along before one is deleted', async () => {
  const { calls } = see();
  await userEvent.click(await screen.findByRole('button', { name: '「なぜ1」を削除' }));
  const question = await screen.findByRole('dialog', { name: '「なぜ1」を削除' });
  expect(question).toHaveTextContent('2件も削除されます。');
  expect(calls.some(({ method }) => method === 'DELETE')).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: '削除' }));
  await waitFor(() => expect(calls.some(({ method }) => method === 'DELETE')).toBe(true));
});

it('keeps a cause that was begun while somebody looks elsewhere', async () => {
  see();
  await userEvent.click(await screen.findByRole('button', { name: '原因を追加' }));
  await userEvent.type(screen.getByLabelText(/考えられる原因/), '証明書の期限');
  await userEvent.click(screen.getByText('look elsewhere'));
  await userEvent.click(screen.getByText('look elsewhere'));
  await userEvent.click(await screen.findByRole('button', { name: '原因を追加' }));
  expect(screen.getByLabelText(/考えられる原因/)).toHaveValue('証明書の期限');
});

it('corrects a cause where it stands', async () => {
  const { calls } = see();
  await userEvent.click(await screen.findByRole('button', { name: '「なぜ2」を編集' }));
  const field = screen.getByLabelText(/考えられる原因/);
  expect(field).toHaveValue('なぜ2');
  await userEvent.clear(field);
  await userEvent.type(field, '期限切れ');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(calls).toContainEqual({
      method: 'PATCH',
      path: '/problems/PRB0000001/causes/2',
      body: { kind: 'why', statement: '期限切れ' },
    }),
  );
});
