import { describe, expect, it } from 'vitest';

import { minutesSince, start, startedAt, stop } from './timer';

describe('the timer of a ticket', () => {
  it('runs for one person on one ticket until it is stopped', () => {
    start('a', 'INC0000001', 1000);
    expect(startedAt('a', 'INC0000001')).toBe(1000);
    expect(startedAt('b', 'INC0000001')).toBeUndefined();
    expect(startedAt('a', 'INC0000002')).toBeUndefined();
    stop('a', 'INC0000001');
    expect(startedAt('a', 'INC0000001')).toBeUndefined();
  });

  it('says nothing where something else is kept', () => {
    localStorage.setItem('nagare.timer.a.INC0000001', 'x');
    expect(startedAt('a', 'INC0000001')).toBeUndefined();
  });

  it('counts begun minutes, at least one and at most a day', () => {
    expect(minutesSince(0, 0)).toBe(1);
    expect(minutesSince(0, 60_000)).toBe(1);
    expect(minutesSince(0, 60_001)).toBe(2);
    expect(minutesSince(0, 3 * 24 * 3_600_000)).toBe(1440);
    // a clock that was set back
    expect(minutesSince(60_000, 0)).toBe(1);
  });
});
