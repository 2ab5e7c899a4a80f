import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { WordChanges } from './WordChanges';

const label = (word: string) => ({ ja: word, en: word });
const dropped = {
  kind: 'incident',
  field: 'impact',
  word: 'extensive',
  label: label('Extensive'),
  tickets: 7,
  successor: 'wide',
  choices: [
    { value: 'wide', label: label('Wide') },
    { value: 'some', label: label('Some') },
  ],
};
const begun = {
  id: 'c1',
  state: 'done',
  successors: [],
  agrees: true,
  created_at: '2026-11-29T00:00:00Z',
  total: 1,
  counts: { changed: 1 },
  labels: [
    { kind: 'incident', field: 'impact', word: 'extensive', label: label('広範') },
    { kind: 'incident', field: 'impact', word: 'wide', label: label('全社') },
    { kind: 'problem', field: 'impact', word: 'extensive', label: label('再発') },
  ],
  tickets: [
    {
      id: 't1',
      number: 'INC0000001',
      kind: 'incident',
      state: 'changed',
      words: { impact: 'extensive' },
      next: { impact: 'wide' },
    },
    {
      id: 't2',
      number: 'PRB0000001',
      kind: 'problem',
      state: 'changed',
      words: { impact: 'extensive' },
      next: {},
    },
  ],
};

it('replaces dropped words by what was chosen, and shows what became of each ticket', async () => {
  const { calls } = draw(<WordChanges />, {
    at: '/?tab=words',
    answer: ({ method, path }) => {
      if (method === 'POST') {
        return { status: 202, body: { data: begun } };
      }
      return path === '/word-changes'
        ? { body: { data: { words: [dropped], changes: [] } } }
        : { body: { data: begun } };
    },
  });
  expect(await screen.findByText('Extensive')).toBeTruthy();
  expect(screen.getByText('7')).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox'));
  fireEvent.click(screen.getByRole('button', { name: '置き換える' }));
  await waitFor(() => expect(calls.some(({ method }) => method === 'POST')).toBe(true));
  expect(calls.find(({ method }) => method === 'POST')).toMatchObject({
    path: '/word-changes',
    body: {
      successors: [{ kind: 'incident', field: 'impact', word: 'extensive', successor: 'wide' }],
      agree: false,
    },
  });
  expect(await screen.findByText('INC0000001')).toBeTruthy();
  expect(screen.getByText('影響度: 広範')).toBeVisible();
  expect(screen.getByText('影響度: 全社')).toBeVisible();
  expect(screen.getByText('影響度: 再発')).toBeVisible();
});

it('tells earlier changes by what people read', async () => {
  const earlier = {
    ...begun,
    successors: [{ kind: 'incident', field: 'impact', word: 'extensive', successor: 'wide' }],
  };
  draw(<WordChanges />, {
    at: '/?tab=words',
    answer: ({ path }) =>
      path === '/word-changes' ? { body: { data: { words: [], changes: [earlier] } } } : undefined,
  });
  expect(await screen.findByText('インシデント · 影響度: 広範 → 全社')).toBeVisible();
});
