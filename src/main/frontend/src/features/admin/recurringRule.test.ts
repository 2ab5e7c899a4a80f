import { describe, expect, it } from 'vitest';

import { fromRule, toRule, USUAL, type Recurrence } from './recurringRule';

const said: [string, Partial<Recurrence>, string, number | null][] = [
  ['the third business day', { pattern: 'business_day', businessDay: 3 }, 'FREQ=MONTHLY', 3],
  [
    'the last business day of the year',
    { pattern: 'business_day', businessDay: -1, month: 12 },
    'FREQ=YEARLY;BYMONTH=12',
    -1,
  ],
  ['the second Tuesday', { pattern: 'weekday', ordinal: 2, weekday: 'TU' }, 'FREQ=MONTHLY;BYDAY=2TU', null],
  [
    'the last Friday of March',
    { pattern: 'weekday', ordinal: -1, weekday: 'FR', month: 3 },
    'FREQ=YEARLY;BYMONTH=3;BYDAY=-1FR',
    null,
  ],
  ['the last day of the month', { pattern: 'month_day', monthDay: -1 }, 'FREQ=MONTHLY;BYMONTHDAY=-1', null],
  [
    'Mondays and Thursdays',
    { pattern: 'weekly', weekdays: ['MO', 'TH'], weeks: 2 },
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
    null,
  ],
  ['a day of the year', { pattern: 'yearly', month: 3, monthDay: 31 }, 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31', null],
];

describe('a recurrence', () => {
  it.each(said)('says %s as the API does, and reads it again', (_, more, rrule, businessDay) => {
    const form = { ...USUAL, ...more };
    const rule = toRule(form);
    expect(rule.rrule).toBe(rrule);
    expect(rule.business_day).toBe(businessDay);
    expect({ ...fromRule(rule), rrule: '' }).toEqual(form);
  });

  it.each(['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1', 'FREQ=DAILY', 'FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1'])(
    'shows %s as it is',
    (rrule) => {
      const form = fromRule({ rrule, business_day: null, when_closed: 'keep' });
      expect(form.pattern).toBe('other');
      expect(toRule(form)).toEqual({ rrule, business_day: null, when_closed: 'keep' });
    },
  );

  it('keeps the business day of a rule that it shows as it is', () => {
    const rule = { rrule: 'FREQ=MONTHLY;INTERVAL=3', business_day: 1, when_closed: 'keep' };
    expect(toRule(fromRule(rule))).toEqual(rule);
  });
});
