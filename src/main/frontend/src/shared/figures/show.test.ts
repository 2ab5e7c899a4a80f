import { describe, expect, it } from 'vitest';

import { tellTimesIn } from '@/shared/i18n/zone';

import { calendarPeriod, daysBetween, periodOf, shown, steps } from './show';

describe('figures', () => {
  it('are told in the unit that they have', () => {
    expect(shown(0.9523, 'share', 'ja')).toBe('95.2%');
    expect(shown(11_520, 'seconds', 'ja')).toBe('3時間12分');
    expect(shown(1.456, 'number', 'en')).toBe('1.46');
    expect(shown(1204, 'count', 'en')).toBe('1,204');
    expect(shown(null, 'share', 'en')).toBe('–');
  });

  it('leave no week out in which nothing happened', () => {
    tellTimesIn('Asia/Tokyo');
    expect(steps(['2026-03-16', '2026-03-02'], 'week')).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
    expect(steps([], 'day')).toEqual([]);
    const long = { from: '2024-01-01T00:00:00Z', to: '2026-03-05T15:00:00Z' };
    expect(steps(['2026-03-03'], 'day', long).at(-1)).toBe('2026-03-05');
    const period = { from: '2026-03-01T15:00:00Z', to: '2026-03-05T15:00:00Z' };
    expect(steps(['2026-03-03'], 'day', period)).toEqual(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']);
    expect(steps(['2026-03-16'], 'week', period)).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
    expect(steps([], 'week', period)).toEqual([]);
    expect(steps(['2027-02', '2026-11'], 'month')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  });

  it('are of a period that begins with a day and stays the same for an hour', () => {
    expect(periodOf(7, new Date('2026-03-10T10:20:30Z'))).toEqual({
      from: '2026-03-03T15:00:00.000Z',
      to: '2026-03-10T11:00:00.000Z',
    });
  });
});

describe('calendarPeriod', () => {
  it('begins and ends when clocks show the first of a month', () => {
    tellTimesIn('Asia/Tokyo');
    // already January in Tokyo
    const now = new Date('2026-12-31T16:00:00Z');
    expect(calendarPeriod('this_month', now)).toEqual({
      from: '2026-12-31T15:00:00.000Z',
      to: '2026-12-31T17:00:00.000Z',
    });
    expect(calendarPeriod('last_month', now)).toEqual({
      from: '2026-11-30T15:00:00.000Z',
      to: '2026-12-31T15:00:00.000Z',
    });
    expect(calendarPeriod('last_quarter', now)).toEqual({
      from: '2026-09-30T15:00:00.000Z',
      to: '2026-12-31T15:00:00.000Z',
    });
    expect(calendarPeriod('last_quarter', new Date('2026-11-29T00:00:00Z'))).toEqual({
      from: '2026-06-30T15:00:00.000Z',
      to: '2026-09-30T15:00:00.000Z',
    });
  });
});

describe('daysBetween', () => {
  it('counts the last day too', () => {
    tellTimesIn('Asia/Tokyo');
    expect(daysBetween('2026-02-01', '2026-02-28')).toEqual({
      from: '2026-01-31T15:00:00.000Z',
      to: '2026-02-28T15:00:00.000Z',
    });
  });
});
