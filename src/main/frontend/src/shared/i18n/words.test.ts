import { expect, test } from 'vitest';

import { isOwnWord, statusWord } from './words';

test('a status is called as the application calls it, otherwise where a kind of tickets does', () => {
  expect(statusWord({ status: 'new', kind: 'incident' }, 'ja')).toBe('新規');
  expect(statusWord({ status: 'new', kind: 'change' }, 'en')).toBe('Planning');
  expect(statusWord({ status: 'manager_approval', kind: 'request' }, 'en')).toBe('Awaiting manager');
  expect(isOwnWord('manager_approval')).toBe(false);
});

test('a status that a process owner made up is left to the models', () => {
  expect(isOwnWord('at_the_courier')).toBe(true);
  expect(statusWord({ status: 'at_the_courier', kind: 'request' }, 'en')).toBe('at the courier');
});
