import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { SuggestionsPage } from './SuggestionsPage';

const VERSION = {
  field: 'category_id',
  version: 3,
  trained_at: '2026-03-10T01:00:00Z',
  learnt: 1200,
  held_out: 300,
  correct: 240,
  most_frequent: 90,
  present: null,
  said: 200,
  said_correct: 190,
  doubt: 0.04,
  outcome: 'in_use',
  asked: 50,
  answered: 40,
  closed: 20,
  confirmed: 19,
};

function open() {
  return draw(<SuggestionsPage />, {
    answer: ({ path, method }) => {
      if (path === '/suggestions/settings') {
        return {
          body: {
            data: ['category_id', 'team_id'].map((field) => ({ field, mode: 'off', threshold: 0.6 })),
          },
        };
      }
      return path === '/suggestions/models' && method === 'GET' ? { body: { data: [VERSION] } } : undefined;
    },
  });
}

it('tells how good each version was, and lets the models do more', async () => {
  const { calls } = open();
  const modes = await screen.findByRole('group', { name: 'カテゴリの候補' });
  expect(screen.getByText('300件中240件（80%）')).toBeVisible();
  expect(screen.getByText('20件中19件（95%）')).toBeVisible();
  expect(within(screen.getByRole('group', { name: '担当チームの候補' })).queryByText('自動入力')).toBeNull();
  await userEvent.click(within(modes).getByRole('button', { name: '自動入力' }));
  expect(calls.find(({ method }) => method === 'PUT')).toMatchObject({
    path: '/suggestions/settings/category_id',
    body: { mode: 'fill', threshold: 0.6 },
  });
});

it('keeps how sure a model must be, and learns when told to', async () => {
  const { calls } = open();
  const field = await screen.findByRole('spinbutton', { name: '担当チーム：表示する確度（%）' });
  await userEvent.clear(field);
  await userEvent.type(field, '75');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(calls.find(({ method }) => method === 'PUT')).toMatchObject({
    path: '/suggestions/settings/team_id',
    body: { mode: 'off', threshold: 0.75 },
  });
  await userEvent.click(screen.getByRole('button', { name: '今すぐ学習' }));
  expect(calls.some(({ method, path }) => method === 'POST' && path === '/suggestions/models')).toBe(true);
});
