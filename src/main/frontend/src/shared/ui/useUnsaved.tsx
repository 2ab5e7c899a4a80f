import { useEffect, useRef, type ReactNode } from 'react';
import { useBlocker } from 'react-router';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';
import { Confirm } from './useConfirm';

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
  const blocker = useBlocker(
    ({ currentLocation: { pathname: from }, nextLocation: { pathname: to } }) =>
      isUnsaved && !isFree.current && from !== to && !(home && to.startsWith(home)),
  );
  useEffect(() => {
    if (!isUnsaved) {
      return undefined;
    }
    const stay = (event: BeforeUnloadEvent) => {
      if (!isFree.current) {
        event.preventDefault();
      }
    };
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [isUnsaved]);
  const letGo = () => {
    isFree.current = true;
  };
  const guard = blocker.state === 'blocked' && (
    <Confirm
      title={t.title}
      hint={t.hint}
      label={t.leave}
      perform={() => {
        letGo();
        blocker.proceed();
        return Promise.resolve();
      }}
      onClose={() => !isFree.current && blocker.reset()}
    />
  );
  return [guard, letGo];
}
