import { describe, expect, it } from 'vitest';

import type { TicketDetail } from '@/shared/api/model';

import { isConvertible } from './convert';

const offering = (...names: string[]) => ({
  actions: names.map((name) => ({ name, fields: [] })) as unknown as TicketDetail['actions'],
});

describe('changing the kind', () => {
  it('is offered as long as the ticket can be cancelled', () => {
    expect(isConvertible('incidents', offering('start', 'cancel'))).toBe(true);
    expect(isConvertible('requests', offering('cancel'))).toBe(true);
    expect(isConvertible('incidents', offering('start'))).toBe(false);
  });

  it('is for incidents, requests and problems', () => {
    expect(isConvertible('changes', offering('cancel'))).toBe(false);
  });
});
