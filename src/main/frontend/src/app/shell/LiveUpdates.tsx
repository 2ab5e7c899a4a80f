import { useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';

import { api } from '@/shared/api/api';
import { KINDS } from '@/shared/api/model';
import { presenceTold, type PresentPerson } from '@/shared/api/presenceApi';
import { hasSessionEnded, sessionEnded } from '@/shared/api/session';

import type { store } from '../store';
import { keepLine } from './liveLine';

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

/** What others do shows within a second: whatever an event tells of is read anew. It ends with the session, and goes on with it. */
export function LiveUpdates() {
  const dispatch = useDispatch<typeof store.dispatch>();
  const ended = useSelector(hasSessionEnded);
  useEffect(() => {
    const onGap = () => void dispatch(api.util.invalidateTags(['Tickets', 'Ticket', 'Notification', 'Presence']));
    if (ended) {
      // once it goes on
      return onGap;
    }
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
    const giveUp = keepLine('/api/v1/events', {
      onLine: (source) => {
        TYPES.forEach((type) => source.addEventListener(type, onTicket));
        source.addEventListener('presence', (event: MessageEvent<string>) => {
          const people = presentIn(event.data);
          numbersIn(event.data).forEach((number) => dispatch(presenceTold(number, people)));
        });
        source.addEventListener('notice', () => dispatch(api.util.invalidateTags(['Notification', 'Announcement'])));
        source.addEventListener('reset', onGap);
      },
      onGap,
      onSignedOut: () => dispatch(sessionEnded()),
    });
    return () => {
      clearTimeout(timer);
      giveUp();
    };
  }, [dispatch, ended]);
  return null;
}
