import { describe, expect, it } from 'vitest';

import type { TicketDetail } from '@/shared/api/model';

import { stepsOf } from './Flow';
import { entriesOf } from './Timeline';

function ticketWith(parts: Partial<TicketDetail>): TicketDetail {
  return {
    id: '1',
    title: '',
    status: 'in_progress',
    phase: 'in_work',
    created_at: '',
    updated_at: '',
    actions: [],
    attachments: [],
    history: [],
    links: [],
    sla: [],
    work_notes: [],
    ...parts,
  };
}

const changed = (id: string, changed_at: string, field_name: string, old_value?: string, by = 'a') => ({
  id,
  changed_at,
  field_name,
  old_value,
  changed_by: { id: by },
});

describe('the flow', () => {
  it('tells from history and open actions what was and what can be next', () => {
    const ticket = ticketWith({
      history: [
        changed('1', '2028-01-05T01:00:00Z', 'status', 'new'),
        changed('2', '2028-01-05T02:00:00Z', 'status', 'assigned'),
        changed('3', '2028-01-05T03:00:00Z', 'status', 'in_progress'),
        changed('4', '2028-01-05T04:00:00Z', 'status', 'on_hold'),
      ],
      actions: [
        { name: 'resolve', label: {}, fields: [], leads_to: ['resolved'], task: 'work' },
        { name: 'verify', label: {}, fields: [], leads_to: ['in_verification', 'in_progress'], task: 'work' },
        { name: 'cancel', label: {}, fields: [], leads_to: ['cancelled'] },
      ],
    });
    expect(stepsOf(ticket)).toEqual({ done: ['new', 'assigned', 'on_hold'], next: ['resolved', 'in_verification'] });
  });
});

describe('the timeline', () => {
  const ticket = ticketWith({
    history: [
      changed('1', '2028-01-05T01:00:00.100Z', 'priority'),
      changed('2', '2028-01-05T01:00:00.300Z', 'team_id'),
      changed('3', '2028-01-05T01:00:00.400Z', 'status', 'new', 'b'),
    ],
    work_notes: [{ id: 'n', content: '', created_at: '2028-01-05T00:59:00Z' }],
  });

  it('joins what one person changed at one moment', () => {
    const entries = entriesOf(ticket, 'all');
    expect(entries).toHaveLength(3);
    expect(entries[0]).toHaveProperty('note.id', 'n');
    expect(entries[1]).toHaveProperty('changes.length', 2);
  });

  it('shows notes or changes alone', () => {
    expect(entriesOf(ticket, 'notes')).toHaveLength(1);
    expect(entriesOf(ticket, 'changes')).toHaveLength(2);
  });
});
