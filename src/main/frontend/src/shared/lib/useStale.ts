import { useCallback, useState } from 'react';

import { writesSoFar } from '@/shared/api/api';

/**
 * Whether something was done since what is shown was asked for: what it offers may be over, until it is read again. The
 * second is to be called when something was done, or refused.
 */
export function useStale(askedAt: number | undefined): [stale: boolean, done: () => void] {
  const [doneAt, setDoneAt] = useState(0);
  const done = useCallback(() => setDoneAt(writesSoFar()), []);
  return [askedAt !== undefined && askedAt < doneAt, done];
}
