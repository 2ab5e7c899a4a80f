import { useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';

import { api, askAgain } from '@/shared/api/api';
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
/** Lists hold many tickets: where events do not end, they are read anew this often, and not by all browsers at once. */
const LISTS_MS = 4000;
const LISTS_SPREAD_MS = 2000;

/** Numbers of the tickets that an event tells of. */
export function numbersIn(event: string): string[] {
  const { payload = {} } = JSON.parse(event) as { payload?: Record<string, unknown> };
  return KINDS.map(({ kind }) => payload[`${kind}_number`]).filter((number) => typeof number === 'string');
}

/** Who is at the ticket that an event tells of. */
export function presentIn(event: string): PresentPerson[] {
  return (JSON.parse(event) as { payload?: { people?: PresentPerson[] } }).payload?.people ?? [];
}

/**
 * What others do shows by itself: a ticket that an event tells of is read anew within a second, lists after a quiet time as
 * well, else within a few. It ends with the session, and goes on with it.
 */
export function LiveUpdates() {
  const dispatch = useDispatch<typeof store.dispatch>();
  const ended = useSelector(hasSessionEnded);
  useEffect(() => {
    const onGap = () => {
      dispatch(api.util.invalidateTags(['Tickets', 'Ticket', 'Notification', 'Presence']));
      dispatch(askAgain());
    };
    if (ended) {
      // once it goes on
      return onGap;
    }
    const touched = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lists: ReturnType<typeof setTimeout> | undefined;
    let quietUntil = 0;
    const look = () => {
      timer = undefined;
      dispatch(api.util.invalidateTags([...touched].map((id) => ({ type: 'Ticket' as const, id }))));
      touched.clear();
    };
    const lookAtLists = () => {
      lists = undefined;
      quietUntil = Date.now() + LISTS_MS + Math.random() * LISTS_SPREAD_MS;
      dispatch(api.util.invalidateTags(['Tickets']));
    };
    const onTicket = (event: MessageEvent<string>) => {
      numbersIn(event.data).forEach((number) => touched.add(number));
      timer ??= setTimeout(look, TOGETHER_MS);
      lists ??= setTimeout(lookAtLists, Math.max(TOGETHER_MS, quietUntil - Date.now()));
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
      clearTimeout(lists);
      giveUp();
    };
  }, [dispatch, ended]);
  return null;
}
