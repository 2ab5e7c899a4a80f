import { expect, it } from 'vitest';

import { countsOf } from './Rail';

it('counts a view over all types, and a saved one by itself', () => {
  const counts = countsOf([
    { kind: 'incidents', view: 'mine', count: 2, is_lower_bound: false },
    { kind: 'changes', view: 'mine', count: 5, is_lower_bound: false },
    { kind: 'incidents', view: 'open', count: 10_000, is_lower_bound: true },
    { kind: 'changes', view: 'open', count: 1, is_lower_bound: false },
    { kind: 'changes', saved_view_id: '7', count: 3, is_lower_bound: false },
  ]);
  expect(Object.fromEntries(counts)).toEqual({ mine: '7', open: '10,001+', 7: '3' });
});
