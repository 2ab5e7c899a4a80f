import { describe, expect, it } from 'vitest';

import { periodOf, shown, steps } from './show';

describe('figures', () => {
  it('are told in the unit that they have', () => {
    expect(shown(0.9523, 'share', 'ja')).toBe('95.2%');
    expect(shown(11_520, 'seconds', 'ja')).toBe('3時間12分');
    expect(shown(1.456, 'number', 'en')).toBe('1.46');
    expect(shown(1204, 'count', 'en')).toBe('1,204');
    expect(shown(null, 'share', 'en')).toBe('–');
  });

  it('leave no week out in which nothing happened', () => {
    expect(steps(['2026-03-16', '2026-03-02'], 'week')).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
    expect(steps([], 'day')).toEqual([]);
  });

  it('are of a period that begins with a day and stays the same for an hour', () => {
    expect(periodOf(7, new Date('2026-03-10T10:20:30Z'))).toEqual({
      from: '2026-03-03T15:00:00.000Z',
      to: '2026-03-10T11:00:00.000Z',
    });
  });
});
