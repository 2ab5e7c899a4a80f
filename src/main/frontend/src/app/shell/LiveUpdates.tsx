import { useEffect } from 'react';
import { useDispatch } from 'react-redux';

import { api } from '@/shared/api/api';
import { KINDS } from '@/shared/api/model';
import { presenceTold, type PresentPerson } from '@/shared/api/presenceApi';

import type { store } from '../store';

const OF_TICKETS = ['created', 'updated', 'note_added', 'task_assigned'];
const TYPES = [
  ...KINDS.flatMap(({ kind }) => OF_TICKETS.map((what) => `${kind}_${what}`)),
  'sla_breach_warning',
  'sla_breached',
];

/** Several events of one moment are one look at the server. */
const TOGETHER_MS = 250;

/** Numbers of the tickets that an event tells of. */
export function numbersIn(event: string): string[] {
  const { payload = {} } = JSON.parse(event) as { payload?: Record<string, unknown> };
  return KINDS.map(({ kind }) => payload[`${kind}_number`]).filter((number) => typeof number === 'string');
}

/** Who is at the ticket that an event tells of. */
export function presentIn(event: string): PresentPerson[] {
  return (JSON.parse(event) as { payload?: { people?: PresentPerson[] } }).payload?.people ?? [];
}

/** What others do shows within a second: whatever an event tells of is read anew. */
export function LiveUpdates() {
  const dispatch = useDispatch<typeof store.dispatch>();
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    const touched = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      dispatch(api.util.invalidateTags(['Tickets', ...[...touched].map((id) => ({ type: 'Ticket' as const, id }))]));
      touched.clear();
    };
    const onTicket = (event: MessageEvent<string>) => {
      numbersIn(event.data).forEach((number) => touched.add(number));
      timer ??= setTimeout(look, TOGETHER_MS);
    };
    TYPES.forEach((type) => source.addEventListener(type, onTicket));
    source.addEventListener('presence', (event: MessageEvent<string>) => {
      const people = presentIn(event.data);
      numbersIn(event.data).forEach((number) => dispatch(presenceTold(number, people)));
    });
    source.addEventListener('notice', () => dispatch(api.util.invalidateTags(['Notification', 'Announcement'])));
    source.addEventListener('reset', () =>
      dispatch(api.util.invalidateTags(['Tickets', 'Ticket', 'Notification', 'Presence'])),
    );
    source.addEventListener('closed', () => source.close());
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [dispatch]);
  return null;
}
