import { useLocation, useSearchParams } from 'react-router';

import { changedParams } from './changedParams';

interface CursorPage {
  page: number;
  /** where the page begins; nothing for the first */
  cursor: string | undefined;
  /** to another page; the one after begins at the cursor that the list has told */
  to: (page: number, next?: string) => void;
}

/**
 * The page of a list that is only read on and on. Where it begins is in the address, and where those before it begin goes
 * along with it, so that a reload, a link and the way back show what they say. Whoever came by a link goes back to the
 * first.
 */
export function useCursorPage(): CursorPage {
  const [params, setParams] = useSearchParams();
  const state = useLocation().state as { starts?: readonly string[] } | null;
  const cursor = params.get('cursor') ?? undefined;
  const page = cursor ? Math.max(2, Math.trunc(Number(params.get('page'))) || 2) : 1;
  const starts = state?.starts?.at(-1) === cursor ? (state?.starts ?? []) : [];
  return {
    page,
    cursor,
    to: (wanted, next) => {
      const known = starts.length === page - 1 ? starts : [];
      const before = known.slice(0, wanted - 1);
      const at = wanted > page ? next : before.length === wanted - 1 ? before.at(-1) : undefined;
      setParams((now) => changedParams(now, { cursor: at, page: at && String(wanted) }), {
        state: { starts: wanted > page && at ? [...known, at] : at ? before : [] },
      });
      window.scrollTo({ top: 0 });
    },
  };
}
