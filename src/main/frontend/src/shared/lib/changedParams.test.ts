import { expect, it } from 'vitest';

import { changedParams } from './changedParams';

it('says some anew from the first page, leaves out what has no value, and keeps the rest and what it was given', () => {
  const before = new URLSearchParams('view=mine&q=vpn&page=3');
  expect(changedParams(before, { q: 'lan', sort: undefined, kind: 'changes' }).toString()).toBe(
    'view=mine&q=lan&kind=changes',
  );
  expect(before.toString()).toBe('view=mine&q=vpn&page=3');
});
