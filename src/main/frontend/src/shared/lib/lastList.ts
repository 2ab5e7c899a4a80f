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

const PLACE = 'nagare.place';

/** Pages about one ticket, or on the way to one: whoever goes back from a ticket goes back before them. */
const ON_THE_WAY = /^\/(tickets|new|changes|not-allowed)(\/|$)|^\/catalogue\/|\/edit$/;

/** Remembers where somebody is, for the way back from tickets. */
export function rememberPlace(pathname: string, search: string) {
  if (!ON_THE_WAY.test(pathname)) {
    sessionStorage.setItem(PLACE, pathname + search);
  }
}

/** Where somebody came from, and the list he saw there, if it was one. */
export function cameFrom(): { address: string; list: LastList | null } {
  const address = sessionStorage.getItem(PLACE) ?? '/';
  const list = lastList();
  return { address, list: list?.address === address ? list : null };
}
