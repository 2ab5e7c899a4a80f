import { describe, expect, it } from 'vitest';

import { inUnits } from './turns';

describe('the length of a turn', () => {
  it('is told in the greatest unit that divides it', () => {
    expect(inUnits(336)).toEqual({ count: 2, unit: 'weeks' });
    expect(inUnits(72)).toEqual({ count: 3, unit: 'days' });
    expect(inUnits(12)).toEqual({ count: 12, unit: 'hours' });
  });
});
