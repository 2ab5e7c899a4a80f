import { describe, expect, it } from 'vitest';

import { directly, filterOf } from './exporting';

describe('a list as a file', () => {
  it('is asked for by what narrows it alone', () => {
    expect(filterOf({ limit: '50', sort: 'due_at', view: 'mine', q: '印刷 機+1' })).toBe(
      `view=mine&q=${encodeURIComponent('印刷 機+1')}`,
    );
  });

  it('comes at once where it is short, and never as a page to print', () => {
    expect(directly('xlsx', 1000)).toBe(true);
    expect(directly('csv', 1001)).toBe(false);
    expect(directly('csv', 1000, true)).toBe(false);
    expect(directly('pdf', 1)).toBe(false);
  });
});
