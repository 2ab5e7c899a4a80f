import { useEffect, useSyncExternalStore } from 'react';

/** Something that may be done on the page that is open. */
export interface Offered {
  key: string;
  label: string;
  perform: () => void;
}

const NOTHING: readonly Offered[] = [];
const listeners = new Set<() => void>();
let offered = NOTHING;

function offer(now: readonly Offered[]) {
  offered = now;
  listeners.forEach((tell) => tell());
}

function listen(tell: () => void) {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

/** Lets the palette offer what may be done here, for as long as the page is open. */
export function useOffering(now: readonly Offered[]) {
  useEffect(() => {
    offer(now);
    return () => offer(NOTHING);
  }, [now]);
}

export function useOffered(): readonly Offered[] {
  return useSyncExternalStore(listen, () => offered);
}
