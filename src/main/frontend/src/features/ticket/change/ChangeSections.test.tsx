import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import type { TicketDetail } from '@/shared/api/model';
import { useProfileQuery } from '@/shared/api/profile';
import { draw } from '@/shared/testing';

import { ChangeSections } from './ChangeSections';

const CHANGE = {
  id: 'c1',
  change_number: 'CHG0000001',
  title: 'DNS',
  phase: 'in_work',
  type: 'emergency',
  plan_fixed: true,
  implementation_plan: '再起動する',
  version: 7,
  actions: [],
  tasks: [],
  votes: [],
  conditions: [],
  ci_ids: [],
};

function show(change: object, canEdit = true) {
  function Sections() {
    return useProfileQuery().data ? (
      <ChangeSections
        ticket={change as TicketDetail}
        number="CHG0000001"
        canEdit={canEdit}
        busy={false}
        onChoose={() => undefined}
      />
    ) : null;
  }
  return draw(<Sections />, {
    answer: ({ method }) => (method === 'PATCH' ? { body: { data: change } } : undefined),
  });
}

const WRITE = { name: '計画書を記入' };

it('takes the plans of an emergency that follow, and nothing else of it', async () => {
  const { calls } = show(CHANGE);
  fireEvent.click(await screen.findByRole('button', WRITE));
  expect(await screen.findByRole('textbox', { name: '実施計画' })).toHaveValue('再起動する');
  fireEvent.change(screen.getByRole('textbox', { name: '切り戻し計画' }), { target: { value: '元に戻す' } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'PATCH')).toMatchObject({
      path: '/changes/CHG0000001',
      body: { backout_plan: '元に戻す' },
    }),
  );
});

it('leaves what was assessed of all other changes, and to all others', async () => {
  show({ ...CHANGE, type: 'normal' });
  expect(await screen.findByText('実施計画')).toBeVisible();
  expect(screen.queryByRole('button', WRITE)).toBeNull();
});

it('offers the whole plan while it is not fixed', async () => {
  show({ ...CHANGE, plan_fixed: false });
  expect(await screen.findByRole('link', { name: '計画を編集' })).toBeVisible();
  expect(screen.queryByRole('button', WRITE)).toBeNull();
});
