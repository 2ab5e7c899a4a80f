import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';

import { draw } from '@/shared/testing';
import { field } from '@/shared/lib/fields';

import { RecordList } from './RecordList';

interface Team {
  id: string;
  version: number;
  name: string;
  description: string;
}

const READ: Team = { id: '1', version: 1, name: 'ネットワーク', description: '昼間' };
const STALE = { status: 412, code: 'STALE', message: '変更されています。', details: [] };

const save = vi.fn<(values: Record<string, unknown>, item?: Team) => Promise<unknown>>();

beforeEach(() => {
  save.mockReset();
  save.mockResolvedValue({});
});

/** A list in which somebody else saves by a button. */
function Teams({ theirs }: { theirs: Partial<Team> }) {
  const [team, setTeam] = useState(READ);
  return (
    <>
      <button onClick={() => setTeam({ ...team, ...theirs, version: 2 })}>ほかの人</button>
      <RecordList<Team>
        label="チーム"
        items={[team]}
        read={{ refetch: () => undefined }}
        columns={[['名前', ({ name }) => name]]}
        fields={() => [field('name', '名前', 'textfield', { required: true }), field('description', '説明')]}
        save={save}
      />
    </>
  );
}

async function typed(theirs: Partial<Team>, text: string) {
  draw(<Teams theirs={theirs} />, { answer: () => undefined });
  await userEvent.click(screen.getByRole('button', { name: '編集' }));
  await userEvent.clear(screen.getByLabelText(/説明/));
  await userEvent.type(screen.getByLabelText(/説明/), text);
}

const somebodyElseSaves = () => screen.getByText('ほかの人').click();

it('saves over what somebody else wrote into the same field only once it was seen', async () => {
  save.mockImplementationOnce(() => {
    somebodyElseSaves();
    return Promise.reject(STALE as unknown as Error);
  });
  await typed({ description: '昼夜' }, '夜間');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('説明 – 現在の内容：昼夜');
  expect(screen.getByLabelText(/説明/)).toHaveValue('夜間');
  expect(screen.getByRole('button', { name: '保存' })).toBeDisabled();
  expect(save).toHaveBeenCalledTimes(1);
  await userEvent.click(screen.getByRole('button', { name: '確認して続ける' }));
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(save).toHaveBeenLastCalledWith({ description: '夜間' }, expect.objectContaining({ version: 2 }));
});

it('keeps what was typed where somebody else wrote into another field, and sends that alone', async () => {
  save.mockImplementationOnce(() => {
    somebodyElseSaves();
    return Promise.reject(STALE as unknown as Error);
  });
  await typed({ name: 'NOC' }, '夜間');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByText(/もう一度保存してください/)).toBeVisible();
  expect(screen.getByLabelText(/名前/)).toHaveValue('NOC');
  expect(screen.getByLabelText(/説明/)).toHaveValue('夜間');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(save).toHaveBeenLastCalledWith({ description: '夜間' }, expect.objectContaining({ version: 2 }));
});
