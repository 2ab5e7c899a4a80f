import { useState } from 'react';

interface Held {
  list: string;
  id: string | undefined;
  at: number;
  /** how often somebody moved it */
  moves: number;
}

/**
 * The row that keys act on. It stays on its ticket while others come and go, and where its ticket leaves the list, on the
 * one that took its place. Another list begins at its top.
 *
 * @param list what is listed, for telling one list from another
 * @param remembered the id of the ticket that somebody comes back from
 */
export function useCursor(
  tickets: readonly { id: string }[] | undefined,
  list: string,
  remembered?: string,
): [at: number, to: (at: number) => void, moves: number] {
  const [held, setHeld] = useState<Held>({ list, id: remembered, at: 0, moves: 0 });
  const now = held.list === list ? held : { list, id: undefined, at: 0, moves: held.moves };
  if (!tickets) {
    return [now.at, () => undefined, now.moves];
  }
  const clamped = (at: number) => Math.max(0, Math.min(at, tickets.length - 1));
  const found = tickets.findIndex(({ id }) => id === now.id);
  const at = found >= 0 ? found : clamped(now.at);
  const id = tickets[at]?.id;
  if (held.list !== list || held.id !== id || held.at !== at) {
    setHeld({ list, id, at, moves: now.moves });
  }
  const to = (wanted: number) => {
    const next = clamped(wanted);
    setHeld({ list, id: tickets[next]?.id, at: next, moves: now.moves + 1 });
  };
  return [at, to, now.moves];
}
