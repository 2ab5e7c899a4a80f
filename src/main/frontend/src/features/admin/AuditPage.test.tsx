import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { AuditPage } from './AuditPage';
import { actionName } from './auditTexts';

const ROWS = [
  { id: 1, at: '2028-01-05T00:00:00Z', action: 'auth.token_created', entity_type: 'user', channel: 'api' },
  { id: 2, at: '2028-01-05T00:00:00Z', action: 'incident.update', entity_type: 'incident', channel: 'job' },
  { id: 3, at: '2028-01-05T00:00:00Z', action: 'engine.claim', entity_type: 'something_new', channel: 'api' },
];

it('tells in words what was done to what, and leaves what it does not know as it is', async () => {
  draw(<AuditPage />, { answer: ({ path }) => (path.startsWith('/audit') ? { body: { data: ROWS } } : undefined) });
  for (const said of [
    'トークンの作成',
    'ユーザー',
    'インシデントの更新',
    /自動処理/,
    'engine.claim',
    'something_new',
  ]) {
    expect(await screen.findByText(said)).toBeVisible();
  }
  expect(screen.queryByText('auth.token_created')).toBeNull();
  expect(actionName('incident.update', 'en')).toBe('Incident updated');
});

it('is narrowed to an action that is chosen by its name', async () => {
  const { calls } = draw(<AuditPage />, { answer: () => undefined });
  const action = await screen.findByRole('combobox', { name: '操作' });
  fireEvent.change(action, { target: { value: 'サインインの失敗' } });
  fireEvent.click(await screen.findByRole('option', { name: 'サインインの失敗' }));
  await waitFor(() => expect(calls.some(({ path }) => path.includes('action=auth.sign_in_failed'))).toBe(true));
});

it('keeps an action of the address that it does not know', async () => {
  draw(<AuditPage />, { answer: () => undefined, at: '/?action=engine.claim' });
  expect(await screen.findByRole('combobox', { name: '操作' })).toHaveValue('engine.claim');
});
