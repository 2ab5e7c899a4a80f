import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useDispatch } from 'react-redux';
import { expect, it } from 'vitest';

import { api } from '@/shared/api/api';
import { useProfileQuery } from '@/shared/api/profile';
import { draw, SOMEBODY, type Call } from '@/shared/testing';

import { PlanPage } from './PlanPage';

/** The page, and what has the change read anew as an event does. */
function Page() {
  const dispatch = useDispatch();
  return useProfileQuery().data ? (
    <>
      <button onClick={() => dispatch(api.util.invalidateTags(['Ticket']))}>event</button>
      <PlanPage />
    </>
  ) : null;
}

function server({ permissions, fixed }: { permissions: string[]; fixed: () => boolean }) {
  return ({ path }: Call) =>
    path === '/auth/profile'
      ? { body: { data: { ...SOMEBODY, permissions } } }
      : path === '/changes/CHG0000001'
        ? {
            body: {
              data: {
                id: 'c',
                change_number: 'CHG0000001',
                title: 'ルーター交換',
                status: fixed() ? 'assessment' : 'planning',
                phase: 'open',
                plan_fixed: fixed(),
                type: 'normal',
                ci_ids: [],
                tasks: [],
                votes: [],
                actions: [],
                created_at: '2028-01-05T01:00:00Z',
                updated_at: '2028-01-05T01:00:00Z',
              },
            },
          }
        : undefined;
}

const AT = { at: '/changes/CHG0000001/plan', path: '/changes/:number/plan' };

it('keeps what is being typed when the plan is fixed meanwhile, and says that it can’t be saved', async () => {
  let fixed = false;
  draw(<Page />, { answer: server({ permissions: ['change:work'], fixed: () => fixed }), ...AT });
  await userEvent.type(await screen.findByLabelText('説明'), '20分かけて書いた');
  fixed = true;
  act(() => screen.getByRole('button', { name: 'event' }).click());
  expect(await screen.findByText(/保存できません/)).toBeVisible();
  expect(screen.getByLabelText('説明')).toHaveValue('20分かけて書いた');
  expect(screen.getByRole('button', { name: '保存' })).toBeDisabled();
});

it('gives no form to whom the server would refuse it', async () => {
  draw(<Page />, { answer: server({ permissions: ['change:read'], fixed: () => false }), ...AT });
  expect(await screen.findByText('この計画は変更できません。')).toBeVisible();
  expect(screen.queryByRole('button', { name: '保存' })).toBeNull();
});
