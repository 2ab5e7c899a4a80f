import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw, SOMEBODY } from '@/shared/testing';

import { AddFilter } from './AddFilter';

const WORDS = {
  statuses: [
    { value: 'new', label: { ja: '新規', en: 'New' }, processes: ['incident'] },
    { value: 'assigned', label: { ja: '割り当て済み', en: 'Assigned' }, processes: ['incident', 'problem'] },
    { value: 'scheduled', label: { ja: '予定', en: 'Scheduled' }, processes: ['change'] },
  ],
  'statuses.incident': [{ value: 'new', label: { ja: '新しい', en: 'New' }, processes: ['incident'] }],
};

function show(at: string, permissions = ['team:read']) {
  const onNarrow = vi.fn();
  function Signed() {
    return useProfileQuery().data ? (
      <AddFilter kind="incidents" params={new URLSearchParams(at)} onNarrow={onNarrow} />
    ) : null;
  }
  draw(<Signed />, {
    answer: ({ path }) =>
      path === '/auth/profile'
        ? { body: { data: { ...SOMEBODY, permissions } } }
        : path === '/words'
          ? { body: { data: WORDS } }
          : path.startsWith('/teams')
            ? { body: { data: [{ id: 'net', name: 'ネットワーク' }] } }
            : undefined,
  });
  return onNarrow;
}

async function add(filter: string) {
  fireEvent.click(await screen.findByRole('button', { name: '絞り込みを追加' }));
  fireEvent.click(screen.getByRole('menuitem', { name: filter }));
  return within(await screen.findByRole('dialog', { name: filter }));
}

it('narrows by statuses of the type of tickets, in the words of that type, beside those that it has', async () => {
  const onNarrow = show('status=assigned');
  const dialog = await add('ステータス');
  expect(await dialog.findByRole('checkbox', { name: '割り当て済み' })).toBeChecked();
  expect(dialog.queryByRole('checkbox', { name: '予定' })).toBeNull();
  fireEvent.click(dialog.getByRole('checkbox', { name: '新しい' }));
  fireEvent.click(dialog.getByRole('button', { name: '絞り込む' }));
  await waitFor(() => expect(onNarrow).toHaveBeenCalled());
  expect(onNarrow).toHaveBeenCalledExactlyOnceWith({ status: 'assigned,new' });
});

it('narrows by a team', async () => {
  const onNarrow = show('');
  const dialog = await add('担当チーム');
  fireEvent.mouseDown(await dialog.findByRole('combobox', { name: '担当チーム' }));
  fireEvent.click(await screen.findByRole('option', { name: 'ネットワーク' }));
  fireEvent.click(dialog.getByRole('button', { name: '絞り込む' }));
  await waitFor(() => expect(onNarrow).toHaveBeenCalled());
  expect(onNarrow).toHaveBeenCalledExactlyOnceWith({ team_id: 'net' });
});

it('narrows by when tickets were created, as instants, and takes away what is emptied', async () => {
  const onNarrow = show('created_before=2028-02-01T00%3A00%3A00.000Z');
  const dialog = await add('登録日時');
  fireEvent.change(dialog.getByRole('textbox', { name: '以降' }), { target: { value: '2028/01/05 14:30' } });
  fireEvent.change(dialog.getByRole('textbox', { name: 'より前' }), { target: { value: '' } });
  fireEvent.click(dialog.getByRole('button', { name: '絞り込む' }));
  await waitFor(() => expect(onNarrow).toHaveBeenCalledOnce());
  const [{ created_after: after, created_before: before }] = onNarrow.mock.lastCall as [Record<string, string>];
  expect(after).toMatch(/^2028-01-0[456]T\d\d:30:00\.000Z$/);
  expect(before).toBeUndefined();
});

it('offers nothing that the reader may not read', async () => {
  show('', []);
  fireEvent.click(await screen.findByRole('button', { name: '絞り込みを追加' }));
  expect(screen.getByRole('menuitem', { name: '担当者' })).toBeInTheDocument();
  expect(screen.queryByRole('menuitem', { name: '担当チーム' })).toBeNull();
  expect(screen.queryByRole('menuitem', { name: '構成アイテム' })).toBeNull();
});
