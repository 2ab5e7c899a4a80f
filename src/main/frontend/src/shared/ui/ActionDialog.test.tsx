import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';

import type { Action } from '@/shared/api/model';
import { useProfileQuery } from '@/shared/api/profile';
import type { ApiProblem } from '@/shared/api/problem';
import { claimOf, wayBack } from '@/shared/lib/useActions';
import { draw } from '@/shared/testing';

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
  draw(<ActionDialog action={RESOLVE} subject="INC0000001" perform={perform} onClose={vi.fn()} onDone={onDone} />, {
    answer: () => undefined,
  });
  return onDone;
}

function SignedIn({ children }: { children: ReactNode }) {
  return useProfileQuery().data ? children : null;
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

  it('offers what helped elsewhere, below what was written already', async () => {
    const perform = vi.fn(() => Promise.resolve());
    const code = {
      key: 'resolution_code',
      label: { ja: '解決コード', en: 'Resolution code' },
      type: 'select',
      options: [{ value: 'fixed', label: { ja: '恒久対処', en: 'Fixed' } }],
    };
    const similar = {
      tickets: [],
      articles: [],
      outcomes: [],
      known_errors: [{ id: 'k', problem_number: 'PRB0000007', title: '証明書', workaround: '時刻を合わせる' }],
      proposals: [
        { resolution: '証明書を更新', resolution_code: 'fixed', times: 2, lasting: 2, numbers: ['INC0000009'] },
      ],
    };
    draw(
      <SignedIn>
        <ActionDialog
          action={{ ...RESOLVE, fields: [...RESOLVE.fields, code] }}
          subject="INC0000001"
          about={{ kind: 'incidents', id: 'INC0000001' }}
          perform={perform}
          onClose={vi.fn()}
          onDone={vi.fn()}
        />
      </SignedIn>,
      {
        answer: ({ path }) =>
          path.startsWith('/incidents/INC0000001/similar') ? { body: { data: similar } } : undefined,
      },
    );
    await userEvent.click(await screen.findByRole('button', { name: '使用：PRB0000007の内容' }));
    expect(screen.getByLabelText(/解決内容/)).toHaveValue('時刻を合わせる');
    await userEvent.click(screen.getByRole('button', { name: '使用：INC0000009の内容' }));
    await send();
    expect(perform).toHaveBeenCalledWith({
      resolution: '時刻を合わせる\n証明書を更新',
      resolution_code: 'fixed',
    });
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

describe('claiming a ticket', () => {
  it('uses the action that asks for an assignee and for least beside, and gives the reason that it requires', () => {
    const me = { id: 'u1' };
    const reassign: Action = {
      name: 'reassign',
      label: {},
      fields: [
        { key: 'assignee_id', type: 'select' },
        { key: 'reason', type: 'textarea', required: true },
      ],
    };
    const assign: Action = { name: 'assign', label: {}, fields: [{ key: 'assignee_id', type: 'select' }] };
    const handOver: Action = {
      ...reassign,
      name: 'hand-over',
      fields: [...reassign.fields, { key: 'team_id', type: 'select', required: true }],
    };
    expect(claimOf([RESOLVE, reassign, assign], me, '自分に割り当て')).toEqual({
      action: assign,
      fields: { assignee_id: 'u1' },
      complete: true,
    });
    expect(claimOf([RESOLVE, handOver, reassign], me, '自分に割り当て')).toEqual({
      action: reassign,
      fields: { assignee_id: 'u1', reason: '自分に割り当て' },
      complete: true,
    });
    expect(claimOf([handOver], me, '自分に割り当て')?.complete).toBe(false);
    expect(claimOf([RESOLVE], me, '自分に割り当て')).toBeUndefined();
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
