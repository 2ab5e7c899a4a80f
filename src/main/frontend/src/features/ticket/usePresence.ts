import { useEffect } from 'react';

import { useBePresentMutation, useLeaveMutation, type Mode } from '@/shared/api/presenceApi';

/** What is said holds for a minute. */
const AGAIN_MS = 25_000;

/** Tells the others that somebody is at a ticket while its page is seen, and that they left. */
export function usePresence(ticket: string, mode: Mode) {
  const [bePresent] = useBePresentMutation();
  const [leave] = useLeaveMutation();
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === 'visible') {
        void bePresent({ ticket, mode });
      }
    };
    tell();
    const timer = setInterval(tell, AGAIN_MS);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [bePresent, ticket, mode]);
  useEffect(() => {
    const gone = () => void leave(ticket);
    window.addEventListener('pagehide', gone);
    return () => {
      window.removeEventListener('pagehide', gone);
      gone();
    };
  }, [leave, ticket]);
}
