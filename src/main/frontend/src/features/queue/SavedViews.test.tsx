import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { expect, it } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import type { SavedView } from '@/shared/api/viewsApi';
import { draw } from '@/shared/testing';

import { SavedViews } from './SavedViews';

const VIEW = { id: 'v', name: '朝会', kind: 'incidents', filter: 'view=open', version: 4, is_mine: true } as SavedView;
const ASKED = { limit: '50', view: 'open', priority: 'high', sort: 'due_at' };

function Page(props: Partial<ComponentProps<typeof SavedViews>>) {
  return useProfileQuery().data ? <SavedViews kind="incidents" asked={ASKED} columns={['device']} {...props} /> : null;
}

const LIST = { filter: 'view=open&priority=high', columns: ['device'], sort: 'due_at' };

it('keeps the columns of a list with it, and shows them again', async () => {
  const { calls, router } = draw(<Page />, {
    answer: ({ method, body }) =>
      method === 'POST' ? { body: { data: { ...VIEW, ...(body as object) } } } : undefined,
  });
  await userEvent.click(await screen.findByRole('button', { name: 'ビューを保存' }));
  await userEvent.type(await screen.findByLabelText(/ビューの名前/), '朝会');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(router.state.location.search).toContain('columns=device'));
  expect(calls.find(({ method }) => method === 'POST')?.body).toMatchObject(LIST);
});

it('changes what a saved view narrows', async () => {
  const { calls, router } = draw(<Page from={VIEW} />, {
    answer: ({ method, body }) =>
      method === 'PATCH' ? { body: { data: { ...VIEW, ...(body as object) } } } : undefined,
  });
  await userEvent.click(await screen.findByRole('button', { name: '「朝会」を更新' }));
  await waitFor(() => expect(router.state.location.search).toContain('saved=v'));
  expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual(LIST);
});
