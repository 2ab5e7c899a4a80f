import { expect, it } from 'vitest';

import { keepTabFor } from './ownTab';

const DRAFT = 'nagare.draft.INC0000012';

it('keeps what somebody wrote for the same person, and for nobody else', () => {
  keepTabFor('a');
  sessionStorage.setItem(DRAFT, 'only between us');
  keepTabFor('a');
  expect(sessionStorage.getItem(DRAFT)).toBe('only between us');
  keepTabFor('b');
  expect(sessionStorage.getItem(DRAFT)).toBeNull();
});

it('keeps what was begun before anybody was known', () => {
  sessionStorage.setItem(DRAFT, 'begun');
  keepTabFor('a');
  expect(sessionStorage.getItem(DRAFT)).toBe('begun');
});
