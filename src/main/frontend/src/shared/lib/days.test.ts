import { describe, expect, it } from 'vitest';

import { dayOf, mondayOf, monthsLater, plusMonths, startOf, weeksOf } from './days';

describe('days', () => {
  it('belong to the tenant’s zone', () => {
    expect(dayOf(new Date('2028-01-04T15:00:00Z'))).toBe('2028-01-05');
    expect(dayOf(new Date('2028-01-04T14:59:59Z'))).toBe('2028-01-04');
    expect(dayOf(startOf('2028-01-05'))).toBe('2028-01-05');
  });

  it('keep their number in other months, as far as those have it', () => {
    expect(monthsLater('2028-01-31', 1)).toBe('2028-02-29');
    expect(monthsLater('2028-03-15', -12)).toBe('2027-03-15');
  });

  it('make weeks from Monday on', () => {
    expect(mondayOf('2028-01-02')).toBe('2027-12-27');
    expect(mondayOf('2028-01-03')).toBe('2028-01-03');
    expect(weeksOf('2028-02-15')).toEqual(['2028-01-31', '2028-02-07', '2028-02-14', '2028-02-21', '2028-02-28']);
  });

  it('go on from month to month', () => {
    expect(plusMonths('2028-01-31', 1)).toBe('2028-02-01');
    expect(plusMonths('2028-01-05', -1)).toBe('2027-12-01');
  });
});
