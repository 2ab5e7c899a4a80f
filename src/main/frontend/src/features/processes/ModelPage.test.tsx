import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw, SOMEBODY } from '@/shared/testing';

import { Edited } from './ModelPage';
import type { Version } from './modelsApi';

const editing = vi.hoisted(() => ({ content: () => Promise.resolve('<definitions/>'), destroy: vi.fn() }));
const editTable = vi.hoisted(() => vi.fn<(of: { onChange: () => void }) => typeof editing>(() => editing));

vi.mock('./editTable', () => ({ editTable }));

const version = (number: number): Version => ({
  key: 'routing',
  kind: 'decision',
  version: number,
  own: true,
  in_force: true,
  deployed_at: '2026-01-01T00:00:00Z',
  deployed_by: 'mori',
  comment: 'matrix',
  tickets: 0,
  elements: {},
  faults: [],
  release: 'r',
});

function Page() {
  const { data: me } = useProfileQuery();
  const [latest, setLatest] = useState(3);
  return (
    <>
      {me && <Edited version={version(latest)} />}
      <button type="button" onClick={() => setLatest(4)}>
        refresh
      </button>
    </>
  );
}

it('keeps what is not deployed when another version comes into force, and sends what it was made from', async () => {
  const calls = draw(<Page />, {
    answer: ({ path }) => {
      if (path === '/auth/profile') {
        return { body: { data: { ...SOMEBODY, permissions: ['model:deploy'] } } };
      }
      if (path.startsWith('/models/check')) {
        return { body: { data: { deployable: true, added: [], findings: [], difference: [], tickets: 0 } } };
      }
      return path.startsWith('/models/routing') ? { body: { data: '<definitions/>' } } : undefined;
    },
  }).calls;
  await waitFor(() => expect(editTable).toHaveBeenCalledOnce());
  act(() => editTable.mock.calls[0]![0].onChange());
  await userEvent.click(screen.getByText('refresh'));
  expect(await screen.findByText(/バージョン 4 が有効になりました（mori: matrix）/)).toBeTruthy();
  expect(editing.destroy).not.toHaveBeenCalled();
  await userEvent.click(screen.getByText('ファイルを確認してデプロイ'));
  await userEvent.type(await screen.findByRole('textbox', { name: /理由/ }), 'x');
  await userEvent.click(screen.getByRole('button', { name: 'デプロイ' }));
  await waitFor(() => expect(calls.some(({ path }) => path === '/models/releases')).toBe(true));
  const sent = calls.find(({ path }) => path === '/models/releases')!.body as FormData;
  expect(sent.get('base')).toBe('routing=3');
  await waitFor(() => expect(editTable).toHaveBeenCalledTimes(2));
});
