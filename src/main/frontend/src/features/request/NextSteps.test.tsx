import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';

import { draw } from '@/shared/testing';

import { NextSteps } from './NextSteps';

const PREVIEW = {
  priority: 'medium',
  team: null,
  targets: [{ kind: 'resolution', target_seconds: 86_400, due_at: null }],
  steps: [
    {
      stage: 1,
      status: 'manager_approval',
      phase: 'on_hold',
      name: '上長の承認',
      kind: 'decision',
      who: [{ type: 'person', name: '山田 太郎' }],
    },
    {
      stage: 2,
      status: 'granting',
      phase: 'in_work',
      name: '権限の付与',
      kind: 'work',
      who: [
        { type: 'team', name: 'Network' },
        { type: 'agents', name: null },
      ],
    },
    {
      stage: 3,
      status: 'ready',
      phase: 'resolved',
      name: '受領の確認',
      kind: 'work',
      who: [{ type: 'reporter', name: null }],
    },
  ],
  complete: false,
};

function show(answer: { status?: number; body: object }, filled = true) {
  const refused = vi.fn();
  const drawn = draw(
    <NextSteps fields={{ type: 'system-access' }} forOther={false} onAsk={() => filled} onRefused={refused} />,
    { answer: ({ path }) => (path === '/requests/preview' ? answer : undefined) },
  );
  return { ...drawn, refused };
}

const ask = () => userEvent.click(screen.getByRole('button', { name: '送信後の流れを確認' }));

test('who decides and who works is shown in order, with the time it is to take', async () => {
  const { calls } = show({ body: { data: PREVIEW } });
  await ask();
  expect(await screen.findByText('判断：山田 太郎')).toBeInTheDocument();
  expect(screen.getByText('担当：Networkチーム、サービスデスク')).toBeInTheDocument();
  expect(screen.getByText('担当：あなた')).toBeInTheDocument();
  expect(screen.getByText('解決期限：営業時間で24時間')).toBeInTheDocument();
  expect(screen.getByText(/この先は/)).toBeInTheDocument();
  expect(calls.filter(({ path }) => path === '/requests/preview').map(({ body }) => body)).toHaveLength(1);
});

test('a node without room for it lets the request be made all the same', async () => {
  const { refused } = show({ status: 503, body: { error: { code: 'UNAVAILABLE', message: 'x', details: [] } } });
  await ask();
  expect(await screen.findByText(/このまま申請できます/)).toBeInTheDocument();
  expect(refused).not.toHaveBeenCalled();
});

test('what would be refused is told to the form, and nothing is asked of one that lacks something', async () => {
  const { refused } = show({ status: 403, body: { error: { code: 'FORBIDDEN', message: 'x', details: [] } } });
  await ask();
  await vi.waitFor(() => expect(refused).toHaveBeenCalledOnce());
  const { calls } = show({ body: { data: PREVIEW } }, false);
  await userEvent.click(screen.getAllByRole('button', { name: '送信後の流れを確認' })[1]!);
  expect(calls.filter(({ path }) => path === '/requests/preview')).toHaveLength(0);
});
