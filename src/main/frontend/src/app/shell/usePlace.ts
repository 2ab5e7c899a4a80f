import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

import { rememberPlace } from '@/shared/lib/lastList';

/** So often, and at such distances in milliseconds, a page that is still being filled is looked at again. */
const LOOKS = 20;
const APART = 50;

/**
 * Where somebody is on a page: a new one begins at its top with the focus in it, so that it is read out and the keys are
 * there; the way back leads to where the page was left. What narrows a page leaves it where it is.
 */
export function usePlace() {
  const { key, pathname, search, hash } = useLocation();
  const type = useNavigationType();
  const places = useRef(new Map<string, number>());
  const here = useRef({ key, pathname });

  useEffect(() => {
    history.scrollRestoration = 'manual';
    const onScroll = () => places.current.set(here.current.key, window.scrollY);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, []);

  useEffect(() => {
    rememberPlace(pathname, search);
  }, [pathname, search]);

  useLayoutEffect(() => {
    const before = here.current;
    here.current = { key, pathname };
    if (before.key === key || before.pathname === pathname) {
      return undefined;
    }
    const main = document.getElementById('main');
    if (main && !main.contains(document.activeElement) && !document.querySelector('[role=dialog]')) {
      main.focus({ preventScroll: true });
    }
    if (hash) {
      return undefined;
    }
    const wanted = type === 'POP' ? (places.current.get(key) ?? 0) : 0;
    window.scrollTo(0, wanted);
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      if (window.scrollY >= wanted || looks > LOOKS) {
        clearInterval(timer);
      } else {
        window.scrollTo(0, wanted);
      }
    }, APART);
    return () => clearInterval(timer);
  }, [key, pathname, hash, type]);
}
