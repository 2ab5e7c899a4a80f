import { useEffect, useRef } from 'react';

/**
 * What holds the row that keys act on: the row is in view, and its link has the focus once keys led there.
 *
 * @param at what the row shows; undefined for none
 * @param moves how often keys moved on, the ends of the list included
 */
export function useCursorRow(at: string | undefined, moves: number) {
  const row = useRef<HTMLElement | null>(null);
  const seen = useRef(moves);
  useEffect(() => {
    row.current?.scrollIntoView({ block: 'nearest' });
    if (moves !== seen.current) {
      seen.current = moves;
      row.current?.querySelector('a')?.focus({ preventScroll: true });
    }
  }, [at, moves]);
  return row;
}
