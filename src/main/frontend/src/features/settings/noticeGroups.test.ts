import { describe, expect, it } from 'vitest';

import { groupsOf } from './noticeGroups';

const named = (...kinds: string[]) => kinds.map((kind) => ({ kind, name: kind }));

describe('groups of notices', () => {
  it('tell what is one’s own from what one works on, follows and looks after', () => {
    const groups = groupsOf(
      named(
        'ticket.assigned',
        'ticket.note',
        'ticket.follower',
        'incident.major_update',
        'cab.vote_requested',
        'model.failed',
      ),
    );
    expect(groups.map(({ key, kinds }) => [key, kinds[0]?.kind])).toEqual([
      ['own', 'ticket.note'],
      ['followed', 'ticket.follower'],
      ['major', 'incident.major_update'],
      ['work', 'ticket.assigned'],
      ['changes', 'cab.vote_requested'],
      ['operation', 'model.failed'],
    ]);
  });

  it('hold every kind once, one that is new, too', () => {
    const kinds = named('ticket.mention', 'sla.breach', 'something.new', 'ticket.something_new');
    const held = groupsOf(kinds).flatMap((group) => group.kinds);
    expect(held).toHaveLength(kinds.length);
    expect(new Set(held)).toEqual(new Set(kinds));
  });
});
