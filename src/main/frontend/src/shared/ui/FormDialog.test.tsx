import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Link } from 'react-router';
import { expect, it, vi } from 'vitest';

import type { Action } from '@/shared/api/model';
import { field } from '@/shared/lib/fields';
import { useActions } from '@/shared/lib/useActions';
import { draw } from '@/shared/testing';

import { FormDialog } from './FormDialog';
import { RecordDialog } from './RecordDialog';

const UNAUTHORISED = { status: 401, code: 'UNAUTHENTICATED', message: 'サインインしてください。', details: [] };

function Page({ save }: { save: () => Promise<unknown> }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        write
      </button>
      {open && (
        <RecordDialog
          title="お知らせ"
          fields={[field('body', '本文', 'textarea', { required: true }), field('name', '名前', 'textfield')]}
          saveLabel="保存"
          save={save}
          hint={<Link to="/elsewhere">elsewhere</Link>}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

const dialog = () => screen.queryByRole('dialog', { name: 'お知らせ' });
const question = () => screen.queryByRole('dialog', { name: '保存していない内容' });
const press = (name: string) => userEvent.click(screen.getAllByRole('button', { name }).at(-1)!);

async function writing(save: () => Promise<unknown> = () => Promise.resolve()) {
  const { router } = draw(<Page save={save} />, { answer: () => undefined, at: '/before', path: '/:page' });
  await act(() => router.navigate('/page'));
  await press('write');
  const back = () => act(() => router.navigate(-1));
  return { router, back, at: () => router.state.location.pathname };
}

it('asks before a form is closed with something in it, by whichever way', async () => {
  const { back, at } = await writing();
  await userEvent.type(screen.getByLabelText(/本文/), '停止のお知らせ');
  for (const leave of [() => press('キャンセル'), () => userEvent.keyboard('{Escape}'), back]) {
    await leave();
    await waitFor(() => expect(question()).toBeInTheDocument());
    await press('キャンセル');
    await waitFor(() => expect(question()).not.toBeInTheDocument());
    expect(screen.getByLabelText(/本文/)).toHaveValue('停止のお知らせ');
  }
  expect(at()).toBe('/page');
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  await userEvent.click(screen.getByText('elsewhere'));
  expect(at()).toBe('/page');
  await press('破棄して閉じる');
  await waitFor(() => expect(dialog()).not.toBeInTheDocument());
  expect(at()).toBe('/page');
});

it('goes back to its page, not to the one before', async () => {
  const { back, at } = await writing();
  await back();
  await waitFor(() => expect(dialog()).not.toBeInTheDocument());
  expect(question()).not.toBeInTheDocument();
  expect(at()).toBe('/page');
  await back();
  expect(at()).toBe('/before');
});

it('lets somebody sign in where the session ended, and keeps what was typed', async () => {
  await writing(() => Promise.reject(UNAUTHORISED as unknown as Error));
  await userEvent.type(screen.getByLabelText(/本文/), '長い文');
  await press('保存');
  const link = await screen.findByRole('link', { name: 'サインイン' });
  expect(link).toHaveAttribute('href', '/login');
  expect(link).toHaveAttribute('target', '_blank');
  expect(screen.getByLabelText(/本文/)).toHaveValue('長い文');
});

const RESOLVE: Action = {
  name: 'resolve',
  label: { ja: '解決' },
  fields: [{ key: 'resolution', label: { ja: '解決内容' }, type: 'textarea', required: true }],
};

function Ticket() {
  const { choose, dialog } = useActions({ kind: 'incidents', id: 'INC0000001', title: '' });
  return (
    <>
      <button type="button" onClick={() => choose(RESOLVE)}>
        resolve
      </button>
      {dialog}
    </>
  );
}

it('keeps what was typed into an action through reloads until it is done', async () => {
  const see = () => {
    cleanup();
    draw(<Ticket />, { answer: () => undefined });
    return userEvent.click(screen.getByText('resolve'));
  };
  await see();
  await userEvent.type(await screen.findByLabelText(/解決内容/), '八行の文');
  await see();
  expect(await screen.findByLabelText(/解決内容/)).toHaveValue('八行の文');
  await press('解決');
  await waitFor(() => expect(screen.queryByLabelText(/解決内容/)).not.toBeInTheDocument());
  await see();
  expect(await screen.findByLabelText(/解決内容/)).toHaveValue('');
});

it('leads to the first field that is wrong, and to a refusal as a whole', async () => {
  const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView');
  await writing(() =>
    Promise.reject({ ...UNAUTHORISED, status: 409, message: '変更できません。' } as unknown as Error),
  );
  await userEvent.type(screen.getByLabelText('名前'), '別名');
  await press('保存');
  await waitFor(() => expect(screen.getByLabelText(/本文/)).toHaveFocus());
  expect(screen.getByLabelText(/本文/)).toHaveAccessibleDescription('入力してください。');
  await userEvent.type(screen.getByLabelText(/本文/), '文');
  await press('保存');
  await waitFor(() =>
    expect(scrolled.mock.contexts).toContain(screen.getByText('変更できません。').closest('[role=alert]')),
  );
});

function Queue() {
  const [id, setId] = useState('INC0000001');
  const { choose, dialog } = useActions({ kind: 'incidents', id, title: id });
  return (
    <>
      <button type="button" onClick={() => choose(RESOLVE)}>
        resolve
      </button>
      <button type="button" onClick={() => setId('INC0000002')}>
        the cursor falls to another one
      </button>
      {dialog}
    </>
  );
}

it('acts on the ticket that it was opened for, wherever the cursor is by then', async () => {
  const { calls } = draw(<Queue />, { answer: () => undefined });
  await userEvent.click(screen.getByText('resolve'));
  await userEvent.type(await screen.findByLabelText(/解決内容/), '文');
  act(() => screen.getByText(/the cursor falls/).click());
  expect(screen.getByRole('dialog')).toHaveTextContent('INC0000001');
  await press('解決');
  await waitFor(() => expect(calls.some(({ path }) => path.includes('/INC0000001/actions/resolve'))).toBe(true));
});

it('sends a form that lies over another one by itself', async () => {
  const outer = vi.fn(() => Promise.resolve());
  const inner = vi.fn(() => Promise.resolve());
  draw(
    <FormDialog title="outer" sendLabel="デプロイ" send={outer} isUnsaved={false} onClose={() => undefined}>
      <FormDialog title="inner" sendLabel="割り当て" send={inner} isUnsaved={false} onClose={() => undefined}>
        <input aria-label="comment" />
      </FormDialog>
    </FormDialog>,
    { answer: () => undefined, at: '/page', path: '/:page' },
  );
  await userEvent.click(screen.getByRole('button', { name: '割り当て' }));
  await userEvent.type(screen.getByLabelText('comment'), '{Control>}{Enter}{/Control}');
  expect(inner).toHaveBeenCalledTimes(2);
  expect(outer).not.toHaveBeenCalled();
});
