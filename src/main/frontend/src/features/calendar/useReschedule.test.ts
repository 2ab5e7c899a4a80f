import { expect, it } from 'vitest';

import { windowOn } from './useReschedule';

it('keeps the time of day and the length', () => {
  const item = { start: Date.parse('2028-01-05T13:00:00Z'), end: Date.parse('2028-01-05T17:00:00Z') };
  expect(windowOn(item, '2028-02-01')).toEqual({
    planned_start: '2028-02-01T13:00:00.000Z',
    planned_end: '2028-02-01T17:00:00.000Z',
  });
});
