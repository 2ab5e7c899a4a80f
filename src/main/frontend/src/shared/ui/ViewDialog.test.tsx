import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { expect, it, vi } from 'vitest';

import { draw } from '@/shared/testing';

import { useUnsaved } from './useUnsaved';
import { ViewDialog } from './ViewDialog';

/** A page with something unsaved, and a dialogue over it. */
function Page() {
  const [guard] = useUnsaved(useParams().page === 'page');
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  return (
    <>
      {guard}
      <button type="button" onClick={() => setOpen(true)}>
        look
      </button>
      {open && (
        <ViewDialog title="購読" isUnsaved={name !== ''} onClose={() => setOpen(false)}>
          <input aria-label="name" value={name} onChange={({ target }) => setName(target.value)} />
          <Link to="/elsewhere">elsewhere</Link>
        </ViewDialog>
      )}
    </>
  );
}

const dialog = () => screen.queryByRole('dialog', { name: '購読' });
const question = () => screen.queryByRole('dialog', { name: '保存していない内容' });

it('is closed by the way back, and asked before the page below it', async () => {
  const warned = vi.spyOn(console, 'warn');
  const { router } = draw(<Page />, { answer: () => undefined, at: '/before', path: '/:page' });
  await act(() => router.navigate('/page'));
  const back = () => act(() => router.navigate(-1));
  await userEvent.click(await screen.findByText('look'));
  await back();
  await waitFor(() => expect(dialog()).not.toBeInTheDocument());
  expect(router.state.location.pathname).toBe('/page');
  await userEvent.click(screen.getByText('look'));
  await userEvent.type(screen.getByLabelText('name'), 'x');
  await back();
  await waitFor(() => expect(question()).toBeInTheDocument());
  await userEvent.click(screen.getByRole('button', { name: '破棄して閉じる' }));
  await waitFor(() => expect(dialog()).not.toBeInTheDocument());
  // then it is the page's turn
  await back();
  expect(await screen.findByRole('button', { name: '破棄して移動' })).toBeVisible();
  expect(warned).not.toHaveBeenCalled();
});
