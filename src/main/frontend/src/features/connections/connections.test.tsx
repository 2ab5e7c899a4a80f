import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { draw, type Call } from '@/shared/testing';

import { AlertSources } from './AlertSources';
import { Clients } from './Clients';
import { Mailboxes } from './Mailboxes';
import { Webhooks } from './Webhooks';

const EVENTS = [
  { type: 'incident.created', kind: 'incident' },
  { type: 'incident.status_changed', kind: 'incident' },
  { type: 'change.status_changed', kind: 'change' },
  { type: 'ci.updated', kind: 'ci' },
];
const HOOK = {
  id: 'h',
  version: 3,
  name: '監視',
  url: 'https://hooks.example/a',
  format: 'standard',
  types: ['incident.*'],
  kinds: [],
  priorities: [],
  team_ids: [],
  is_active: true,
};
const ALERT = { id: 'a', source: 'mackerel', name: 'mackerel', title: '異常', payload: { status: 'critical' } };
const MAILBOX = {
  id: 'm',
  version: 1,
  name: '窓口',
  address: 'desk@example.jp',
  host: 'imap.example',
  port: 993,
  kind: 'incident',
  security: 'tls',
  auth: 'password',
  priority: 'medium',
  unknown_senders: 'keep',
  machines: 'ignore',
  sender_check: 'none',
  agent_notes: 'internal',
};

function answer(more: (call: Call) => { status?: number; body: object } | undefined = () => undefined) {
  return (call: Call) => {
    const { path } = call;
    return (
      more(call) ??
      (path === '/webhooks/events'
        ? { body: { data: EVENTS } }
        : path.startsWith('/webhooks?')
          ? { body: { data: [HOOK] } }
          : path.startsWith('/teams')
            ? { body: { data: [{ id: 't', name: 'ネットワーク' }] } }
            : path.startsWith('/alerts/messages')
              ? { body: { data: [ALERT] } }
              : path.startsWith('/mailboxes?')
                ? { body: { data: [MAILBOX] } }
                : undefined)
    );
  };
}

async function choose(label: RegExp, option: string) {
  await userEvent.click(screen.getByRole('combobox', { name: label }));
  await userEvent.click(within(await screen.findByRole('listbox')).getByText(option));
}

const sent = (calls: readonly Call[]) => calls.find(({ method }) => method !== 'GET');

it('lets somebody choose of which events, kinds and teams a webhook is told', async () => {
  const { calls } = draw(<Webhooks />, { answer: answer() });
  await userEvent.click(await screen.findByRole('button', { name: '編集' }));
  await choose(/^対象のイベント/, 'ci.updated');
  await choose(/^対象の種類/, 'インシデント');
  await choose(/^対象の担当チーム/, 'ネットワーク');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(sent(calls)).toBeDefined());
  expect(sent(calls)).toMatchObject({
    method: 'PATCH',
    path: '/webhooks/h',
    body: { types: ['incident.*', 'ci.updated'], kinds: ['incident'], team_ids: ['t'] },
  });
});

it('finds the deliveries that failed, page by page, and sends all of a time again', async () => {
  const { calls } = draw(<Webhooks />, {
    answer: answer(({ path, method }) =>
      method === 'POST'
        ? { body: { data: { count: 3 } } }
        : path.startsWith('/webhooks/h/deliveries')
          ? {
              body: {
                data: [{ id: path, type: 'incident.created', state: 'failed', attempts: 10 }],
                pagination: { has_next: path.includes('page=1') },
              },
            }
          : undefined,
    ),
  });
  await userEvent.click(await screen.findByRole('button', { name: '配信履歴' }));
  expect(screen.getByRole('group', { name: '監視 – 配信履歴' })).toHaveFocus();
  await choose(/^配信の結果/, '失敗');
  await userEvent.click(await screen.findByRole('button', { name: '次のページ' }));
  await waitFor(() =>
    expect(calls.map(({ path }) => path)).toContain('/webhooks/h/deliveries?limit=50&page=2&state=failed'),
  );
  await userEvent.click(screen.getByRole('button', { name: '失敗をまとめて再送' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '再送' }));
  expect(await screen.findByText('3件を再送します。')).toBeVisible();
  const { path, body } = sent(calls)!;
  expect(path).toBe('/webhooks/h/replays');
  expect(Date.parse((body as { since: string }).since)).toBeLessThan(Date.now());
});

it('offers to send nothing again that is out of use', async () => {
  draw(<Webhooks />, {
    answer: answer(({ path }) =>
      path.startsWith('/webhooks?') ? { body: { data: [{ ...HOOK, is_active: false, stopped: 'gone' }] } } : undefined,
    ),
  });
  await userEvent.click(await screen.findByRole('button', { name: '配信履歴' }));
  expect(screen.getByRole('button', { name: '失敗をまとめて再送' })).toBeDisabled();
  expect(screen.getByText(/停止しているため再送できません/)).toBeVisible();
});

it('leads to the trial of a message, and asks before what was typed there is replaced', async () => {
  draw(<AlertSources />, { answer: answer() });
  await userEvent.click(within(await screen.findByRole('table')).getByRole('button', { name: '試す' }));
  const trial = screen.getByRole('group', { name: '試す' });
  expect(trial).toHaveFocus();
  const payload = within(trial).getByLabelText(/届いた内容/);
  expect(payload).toHaveValue('{\n  "status": "critical"\n}');
  await userEvent.type(payload, ' ');
  await userEvent.click(within(screen.getByRole('table')).getByRole('button', { name: '試す' }));
  const question = await screen.findByRole('dialog');
  expect(payload).toHaveValue('{\n  "status": "critical"\n} ');
  await userEvent.click(within(question).getByRole('button', { name: '試す' }));
  await waitFor(() =>
    expect(within(screen.getByRole('group', { name: '試す' })).getByLabelText(/届いた内容/)).toHaveValue(
      '{\n  "status": "critical"\n}',
    ),
  );
  await waitFor(() => expect(screen.getByRole('group', { name: '試す' })).toHaveFocus());
});

it('registers a worker of external tasks with its topics', async () => {
  const { calls } = draw(<Clients />, {
    answer: answer(({ path, method }) =>
      method === 'GET' && path.startsWith('/oauth-clients')
        ? {
            body: {
              data: [{ id: 'c', version: 1, name: '連携', client_id: 'c1', acts_as_id: 'u', topics: ['print'] }],
            },
          }
        : undefined,
    ),
  });
  expect(await screen.findByText('print')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: '編集' }));
  await userEvent.type(screen.getByLabelText(/^外部タスクのトピック/), '\nship');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(sent(calls)?.body).toEqual({ topics: ['print', 'ship'] }));
});

it('asks for the category of what the mails of a mailbox become', async () => {
  draw(<Mailboxes />, { answer: answer() });
  await userEvent.click(await screen.findByRole('button', { name: '編集' }));
  expect(screen.getByLabelText(/^カテゴリ/)).toBeInTheDocument();
});
