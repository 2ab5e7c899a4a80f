import type { KindPath } from '@/shared/api/model';

const KEY = 'nagare.list';

interface LastList {
  /** where the list is, with all that narrows it */
  address: string;
  kind: KindPath;
  /** what the API was asked for */
  params: Record<string, string>;
  /** the ticket that keys acted on, by its id */
  at?: string;
}

/** Remembers the list that somebody came from, for next, previous and back. */
export function rememberList(list: LastList) {
  sessionStorage.setItem(KEY, JSON.stringify(list));
}

export function lastList(): LastList | null {
  const remembered = sessionStorage.getItem(KEY);
  return remembered ? (JSON.parse(remembered) as LastList) : null;
}
