import { describe, expect, it } from 'vitest';

import {
  formatAgo,
  formatBusinessTime,
  formatCount,
  formatDateTime,
  formatDay,
  formatDuration,
  formatLongDay,
  formatRange,
  formatShort,
} from './format';
import { tellTimesIn } from './zone';

describe('times', () => {
  const at = '2028-01-05T05:30:00Z';

  it('are told in the tenant’s zone, with 24 hours, by the term list', () => {
    expect(formatDateTime(at, 'ja')).toBe('2028/01/05（水）14:30');
    expect(formatDateTime(at, 'en')).toBe('5 Jan 2028, 14:30');
    expect(formatDateTime('2028-01-04T15:00:00Z', 'ja')).toBe('2028/01/05（水）00:00');
  });

  it('make a range by the sign of the language, and say a day once', () => {
    expect(formatRange(at, '2028-01-05T07:00:00Z', 'ja')).toBe('2028/01/05（水）14:30～16:00');
    expect(formatRange(at, '2028-01-06T07:00:00Z', 'en')).toBe('5 Jan 2028, 14:30 – 6 Jan 2028, 16:00');
    expect(formatRange(null, null, 'ja')).toBeUndefined();
  });

  it('name a day the same in every zone', () => {
    tellTimesIn('Pacific/Auckland');
    expect(formatDay('2028-01-05', 'ja')).toBe('2028/01/05（水）');
    expect(formatLongDay('2028-01-05', 'ja')).toBe('2028年1月5日');
    expect(formatLongDay('2028-01-05', 'en')).toBe('5 January 2028');
    tellTimesIn('Asia/Tokyo');
  });

  it('leave out the day where it is today', () => {
    expect(formatShort(at, 'ja', new Date('2028-01-05T10:00:00Z'))).toBe('14:30');
    expect(formatShort(at, 'ja', new Date('2028-01-06T10:00:00Z'))).toBe('01/05 14:30');
    expect(formatShort(at, 'en', new Date('2028-01-06T10:00:00Z'))).toBe('5 Jan 14:30');
  });

  it('say how long ago something was', () => {
    expect(formatAgo(at, 'ja', new Date('2028-01-05T05:33:10Z'))).toBe('3分前');
    expect(formatAgo(at, 'en', new Date('2028-01-05T08:00:00Z'))).toBe('2 h ago');
  });
});

describe('durations', () => {
  it('are told in hours and minutes, and in days above two of them', () => {
    expect(formatDuration(9000, 'ja')).toBe('2時間30分');
    expect(formatDuration(9000, 'en')).toBe('2 h 30 min');
    expect(formatDuration(-3600, 'ja')).toBe('1時間');
    expect(formatDuration(5 * 86_400, 'en')).toBe('5 d');
  });

  it('know no days in business time', () => {
    expect(formatBusinessTime(3 * 86_400, 'ja')).toBe('72時間');
    expect(formatBusinessTime(0, 'en')).toBe('0 min');
  });
});

describe('counts', () => {
  it('are exact up to ten thousand', () => {
    expect(formatCount(9999)).toBe('9999');
    expect(formatCount(10_000, true)).toBe('10,000+');
  });
});
