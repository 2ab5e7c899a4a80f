import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import type { Action } from '@/shared/api/model';
import type { ApiProblem } from '@/shared/api/problem';
import { LanguageProvider } from '@/shared/i18n/LanguageProvider';
import { takingAction, wayBack } from '@/shared/lib/useActions';

import { ActionDialog } from './ActionDialog';

const RESOLVE: Action = {
  name: 'resolve',
  label: { ja: '解決', en: 'Resolve' },
  fields: [
    { key: 'resolution', label: { ja: '解決内容', en: 'Resolution' }, type: 'textarea', required: true },
    { key: 'note', label: { ja: '備考', en: 'Remark' }, type: 'textfield' },
  ],
};

function show(perform: (fields: Record<string, unknown>) => Promise<unknown>, onDone = vi.fn()) {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  render(
    <LanguageProvider initial="ja">
      <ActionDialog action={RESOLVE} subject="INC0000001" perform={perform} onClose={vi.fn()} onDone={onDone} />
    </LanguageProvider>,
  );
  return onDone;
}

const send = () => userEvent.click(screen.getByRole('button', { name: '解決' }));

describe('the form of an action', () => {
  it('sends what was filled in and nothing else', async () => {
    const perform = vi.fn(() => Promise.resolve());
    const onDone = show(perform);
    await userEvent.type(screen.getByLabelText(/解決内容/), '再起動');
    await send();
    expect(perform).toHaveBeenCalledWith({ resolution: '再起動' });
    expect(onDone).toHaveBeenCalled();
  });

  it('asks for what must be said before it sends anything', async () => {
    const perform = vi.fn(() => Promise.resolve());
    show(perform);
    await send();
    expect(screen.getByText('入力してください。')).toBeInTheDocument();
    expect(perform).not.toHaveBeenCalled();
  });

  it('tells a refusal at its field and keeps what was typed', async () => {
    const refusal: ApiProblem = {
      status: 400,
      code: 'VALIDATION_FAILED',
      message: '入力を確認してください。',
      details: [{ field: 'resolution', code: 'too_long', message: '長すぎます。' }],
    };
    const onDone = show(() => Promise.reject(refusal));
    await userEvent.type(screen.getByLabelText(/解決内容/), '長い文');
    await send();
    expect(screen.getByText('長すぎます。')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('入力を確認してください。');
    expect(screen.getByLabelText(/解決内容/)).toHaveValue('長い文');
    expect(onDone).not.toHaveBeenCalled();
  });
});

describe('taking a ticket', () => {
  it('uses the action that asks for an assignee and for least beside', () => {
    const reassign: Action = {
      name: 'reassign',
      label: {},
      fields: [
        { key: 'assignee_id', type: 'select' },
        { key: 'reason', type: 'textarea', required: true },
      ],
    };
    const assign: Action = { name: 'assign', label: {}, fields: [{ key: 'assignee_id', type: 'select' }] };
    expect(takingAction([RESOLVE, reassign, assign])?.name).toBe('assign');
    expect(takingAction([RESOLVE])).toBeUndefined();
  });
});

describe('undoing', () => {
  const offer = (name: string, leads_to: string[], required = false): Action => ({
    name,
    label: {},
    leads_to,
    fields: [{ key: 'comment', type: 'textarea', required }],
  });

  it('goes the one way back that wants nothing said', () => {
    const actions = [
      offer('resolve', ['resolved'], true),
      offer('resume', ['in_progress']),
      offer('close', ['closed']),
    ];
    expect(wayBack(actions, 'in_progress')?.name).toBe('resume');
    expect(wayBack(actions, 'resolved')).toBeUndefined();
    expect(wayBack([offer('either', ['new', 'in_progress'])], 'new')).toBeUndefined();
  });
});
