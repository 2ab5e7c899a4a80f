import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useGuard, type Held } from '@/shared/lib/leaving';

import { texts } from './texts';
import { Confirm } from './useConfirm';

/** What would be lost if the tab were closed now, each by a sign of its own. */
const unsaved = new Set<object>();

export function isAnythingUnsaved(): boolean {
  return unsaved.size > 0;
}

/** Somebody leaves for good, and was asked. */
export function letAllGo(): void {
  unsaved.clear();
}

/**
 * Lets the browser ask before the tab is closed with something in it that would be lost.
 *
 * @param isFree whether it was saved, or is not wanted any more
 */
export function useStaying(isUnsaved: boolean, isFree?: RefObject<boolean>): void {
  useEffect(() => {
    if (!isUnsaved) {
      return undefined;
    }
    const sign = {};
    unsaved.add(sign);
    const stay = (event: BeforeUnloadEvent) => {
      if (unsaved.has(sign) && !isFree?.current) {
        event.preventDefault();
      }
    };
    window.addEventListener('beforeunload', stay);
    return () => {
      unsaved.delete(sign);
      window.removeEventListener('beforeunload', stay);
    };
  }, [isUnsaved, isFree]);
}

/**
 * Asks before a page is left, or the tab closed, with something in it that would be lost. The first is to be drawn; the
 * second lets somebody go, to be called when it was saved or is not wanted any more.
 *
 * @param isUnsaved whether something would be lost now
 * @param home how the addresses begin that are this page still
 */
export function useUnsaved(isUnsaved: boolean, home?: string): [guard: ReactNode, letGo: () => void] {
  const t = useTexts(texts).unsaved;
  const isFree = useRef(false);
  const [held, setHeld] = useState<Held | null>(null);
  useGuard(
    ({ currentLocation: { pathname: from }, nextLocation: { pathname: to } }) =>
      isUnsaved && !isFree.current && from !== to && !(home && to.startsWith(home)),
    setHeld,
  );
  useStaying(isUnsaved, isFree);
  const letGo = () => {
    isFree.current = true;
  };
  const guard = held && (
    <Confirm
      title={t.title}
      hint={t.hint}
      label={t.leave}
      perform={() => {
        letGo();
        held.goOn();
        return Promise.resolve();
      }}
      onClose={() => {
        setHeld(null);
        if (!isFree.current) {
          held.stay();
        }
      }}
    />
  );
  return [guard, letGo];
}
