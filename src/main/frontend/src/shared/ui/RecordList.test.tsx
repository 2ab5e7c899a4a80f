import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { draw } from '@/shared/testing';

import { RecordList } from './RecordList';

const FREEZES = [{ id: '1', name: '年末の凍結' }];

it('removes nothing by one click, and tells why it can’t be removed', async () => {
  const refusal = { status: 409, code: '', message: '使用中です。', details: [] };
  const onRemove = vi.fn<() => Promise<void>>().mockRejectedValueOnce(refusal).mockResolvedValue();
  draw(
    <RecordList
      label="変更凍結"
      items={FREEZES}
      read={{ refetch: () => undefined }}
      columns={[['名前', ({ name }) => name]]}
      onRemove={onRemove}
    />,
    { answer: () => undefined },
  );
  await userEvent.click(screen.getByRole('button', { name: '削除' }));
  const dialog = await screen.findByRole('dialog', { name: '変更凍結 – 削除' });
  expect(dialog).toHaveTextContent('年末の凍結');
  expect(onRemove).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: '削除' }));
  expect(await screen.findByText('使用中です。')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: '削除' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(onRemove).toHaveBeenCalledTimes(2);
});

it('tells that it can’t be read, and reads again', async () => {
  const refetch = vi.fn();
  const error = { status: 503, code: '', message: '混み合っています。', details: [] };
  draw(<RecordList label="変更凍結" items={undefined} read={{ error, refetch }} columns={[['名前', () => '']]} />, {
    answer: () => undefined,
  });
  expect(screen.getByRole('alert')).toHaveTextContent('混み合っています。');
  await userEvent.click(screen.getByRole('button', { name: '再読み込み' }));
  expect(refetch).toHaveBeenCalledOnce();
});
