import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { late } from './late';

function parts() {
  let line = false;
  const load = () =>
    line
      ? Promise.resolve(() => <p>arrived</p>)
      : Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  return { load, mend: () => (line = true) };
}

it('leaves the page as it is where a part of it does not arrive', async () => {
  const { load, mend } = parts();
  const Part = late(load);
  draw(
    <>
      <input aria-label="text" />
      <Part />
    </>,
    { answer: () => undefined },
  );
  await userEvent.type(screen.getByLabelText('text'), 'typed');
  expect(await screen.findByRole('alert')).toHaveTextContent('読み込めませんでした。');
  mend();
  await userEvent.click(screen.getByRole('button', { name: '再読み込み' }));
  expect(await screen.findByText('arrived')).toBeInTheDocument();
  expect(screen.getByLabelText('text')).toHaveValue('typed');
});

it('closes a dialogue that does not arrive, so that it can be opened again', async () => {
  const { load, mend } = parts();
  const Dialog = late<{ onClose: () => void }>(load);
  function Page() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          {open ? 'is open' : 'open'}
        </button>
        {open && <Dialog onClose={() => setOpen(false)} />}
      </>
    );
  }
  draw(<Page />, { answer: () => undefined });
  await userEvent.click(screen.getByText('open'));
  expect(await screen.findByRole('status')).toHaveTextContent('読み込めませんでした。');
  await waitFor(() => expect(screen.getByText('open')).toBeInTheDocument());
  mend();
  await userEvent.click(screen.getByText('open'));
  expect(await screen.findByText('arrived')).toBeInTheDocument();
});
