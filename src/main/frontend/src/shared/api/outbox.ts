import { useMemo, useSyncExternalStore } from 'react';

import type { KindPath } from './model';

const KEY = 'nagare.outbox';

/** A note that was written without a line, and waits to be sent. */
export interface UnsentNote {
  /** the idempotency key of all attempts: it is sent once, whatever was heard of the first */
  id: string;
  user: string;
  kind: KindPath;
  number: string;
  content: string;
  isPublic: boolean;
  writtenAt: string;
  /** why the server would not take it */
  refusal?: string;
}

const listeners = new Set<() => void>();
let known: { text: string | null; notes: readonly UnsentNote[] } = { text: null, notes: [] };

/** What waits, of whoever used this browser. */
export function unsentNotes(): readonly UnsentNote[] {
  const text = localStorage.getItem(KEY);
  if (text !== known.text) {
    known = { text, notes: text ? (JSON.parse(text) as UnsentNote[]) : [] };
  }
  return known.notes;
}

function keep(notes: readonly UnsentNote[]) {
  if (notes.length > 0) {
    localStorage.setItem(KEY, JSON.stringify(notes));
  } else {
    localStorage.removeItem(KEY);
  }
  listeners.forEach((told) => told());
}

export function keepUnsent(note: UnsentNote) {
  keep([...unsentNotes().filter(({ id }) => id !== note.id), note]);
}

export function dropUnsent(id: string) {
  keep(unsentNotes().filter((note) => note.id !== id));
}

function subscribe(told: () => void) {
  listeners.add(told);
  // another tab of this browser may send it
  addEventListener('storage', told);
  return () => {
    listeners.delete(told);
    removeEventListener('storage', told);
  };
}

/** The reader's own notes that wait, of one ticket or of all. */
export function useUnsentNotes(user: string, number?: string): readonly UnsentNote[] {
  const all = useSyncExternalStore(subscribe, unsentNotes);
  return useMemo(
    () => all.filter((note) => note.user === user && (number === undefined || note.number === number)),
    [all, user, number],
  );
}
