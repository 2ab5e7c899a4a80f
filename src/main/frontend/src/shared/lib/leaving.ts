import { useEffect, useEffectEvent, useRef } from 'react';
import { useBlocker, type BlockerFunction } from 'react-router';

type Change = Parameters<BlockerFunction>[0];

/** A step that waits for somebody's word. */
export interface Held {
  goOn: () => void;
  stay: () => void;
}

interface Guard {
  holds: (change: Change) => boolean;
  asked: (held: Held) => void;
}

/** Whoever wants to be asked before a page is left; the latest is asked first. */
const guards: Guard[] = [];

/** The one thing that holds the router up, which knows but one at a time. It is drawn once, around all pages. */
export function Leaving() {
  const holding = useRef<Guard>(undefined);
  const blocker = useBlocker((change) => {
    holding.current = guards.findLast(({ holds }) => holds(change));
    return holding.current !== undefined;
  });
  const isHeld = blocker.state === 'blocked';
  const onHeld = useEffectEvent(() => {
    const held = { goOn: () => blocker.proceed?.(), stay: () => blocker.reset?.() };
    if (holding.current && guards.includes(holding.current)) {
      holding.current.asked(held);
    } else {
      held.goOn();
    }
  });
  useEffect(() => {
    if (isHeld) {
      onHeld();
    }
  }, [isHeld]);
  return null;
}

/** Asks to be asked before a page is left, as long as it is drawn. */
export function useGuard(holds: (change: Change) => boolean, asked: (held: Held) => void): void {
  const onHolds = useEffectEvent(holds);
  const onAsked = useEffectEvent(asked);
  useEffect(() => {
    const guard = { holds: (change: Change) => onHolds(change), asked: (held: Held) => onAsked(held) };
    guards.push(guard);
    return () => {
      guards.splice(guards.indexOf(guard), 1);
    };
  }, []);
}
