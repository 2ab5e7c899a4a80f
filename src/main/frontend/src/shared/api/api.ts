import type { ThunkAction, ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { createApi, fetchBaseQuery, type BaseQueryFn, type FetchArgs } from '@reduxjs/toolkit/query/react';

import { chosenLanguage } from '@/shared/i18n/chosenLanguage';

import { lineIsBack, lineLost, lineOf, readFromKept } from './line';
import { asProblem, type ApiProblem } from './problem';
import { sessionEnded } from './session';

function cookie(name: string): string | undefined {
  return document.cookie
    .split('; ')
    .find((entry) => entry.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Adds the reader's language, and what shows that a request comes from the portal's own page. */
export function asPortal(headers: Headers): Headers {
  headers.set('Accept-Language', chosenLanguage());
  const token = cookie('NAGARE-CSRF');
  if (token) {
    headers.set('X-CSRF-TOKEN', decodeURIComponent(token));
  }
  return headers;
}

const send = fetchBaseQuery({
  baseUrl: '/api/v1',
  credentials: 'same-origin',
  prepareHeaders: asPortal,
});

/** The service worker says so where an answer is not the server's of now. */
const KEPT_AT = 'X-Nagare-Kept-At';

/** What an answer says beside its data. */
interface AnswerMeta {
  etag: string | null;
  /** how many writes had been answered when it was asked for; none for what was only kept */
  askedAt: number;
}

const KEY = 'Idempotency-Key';

/** So long a write is the same one when it is sent again. */
const UNHEARD_MS = 10 * 60_000;

/**
 * The keys of writes of which nobody knows whether they were done: who sends the same again, by whichever form, does it
 * once.
 */
const unheard = new Map<string | undefined, { key: string; until: number }>();

/** What makes two writes the same; undefined for files, which are always new. */
function sameWrite({ method, url, params, body }: FetchArgs): string | undefined {
  const now = Date.now();
  for (const [sameAs, { until }] of unheard) {
    if (until < now) {
      unheard.delete(sameAs);
    }
  }
  return body instanceof FormData ? undefined : JSON.stringify([method, url, params, body as unknown]);
}

/** Whether the write may have been done all the same. */
function isUnheard({ status, details }: ApiProblem): boolean {
  return status === 0 || status >= 500 || details.some(({ field }) => field === KEY);
}

let writes = 0;

/** How many writes were answered so far: what was asked for before one of them may not know of it. */
export function writesSoFar(): number {
  return writes;
}

const query: BaseQueryFn<string | FetchArgs, unknown, ApiProblem, object, AnswerMeta> = async (args, api, extra) => {
  const request: FetchArgs = typeof args === 'string' ? { url: args } : args;
  const isWrite = request.method !== undefined && request.method !== 'GET';
  const sameAs = isWrite ? sameWrite(request) : undefined;
  const own = request.headers as Record<string, string> | undefined;
  const key = unheard.get(sameAs)?.key ?? own?.[KEY] ?? crypto.randomUUID();
  if (isWrite) {
    request.headers = { ...own, [KEY]: key };
  }
  const before = writes;
  const { data, error, meta } = await send(request, api, extra);
  writes += isWrite ? 1 : 0;
  const keptAt = meta?.response?.headers.get(KEPT_AT);
  const told: AnswerMeta = { etag: meta?.response?.headers.get('ETag') ?? null, askedAt: keptAt ? 0 : before };
  if (keptAt) {
    api.dispatch(readFromKept(keptAt));
  } else if (meta?.response && lineOf(api.getState() as Parameters<typeof lineOf>[0]).lost) {
    api.dispatch(lineIsBack());
  }
  if (error) {
    const problem = asProblem(error);
    if (sameAs !== undefined && isUnheard(problem)) {
      unheard.set(sameAs, { key, until: Date.now() + UNHEARD_MS });
    } else {
      unheard.delete(sameAs);
    }
    if (problem.status === 0) {
      api.dispatch(lineLost());
    }
    if (problem.status === 401) {
      api.dispatch(sessionEnded());
    }
    return { error: problem, meta: told };
  }
  unheard.delete(sameAs);
  return { data, meta: told };
};

/** The API. Features add their calls with `injectEndpoints`, and name what an answer holds by tags. */
export const api = createApi({
  reducerPath: 'api',
  baseQuery: query,
  tagTypes: [
    'Profile',
    'Tickets',
    'RequestDraft',
    'Ticket',
    'Notification',
    'NoticeDelivery',
    'NoticeText',
    'User',
    'Team',
    'Handover',
    'Category',
    'OrganizationUnit',
    'Rehearsal',
    'WordChange',
    'ModelCase',
    'Ci',
    'CiType',
    'Change',
    'ChangeModel',
    'Calendar',
    'Freeze',
    'Board',
    'Suggestions',
    'Absence',
    'Role',
    'Rule',
    'Token',
    'Session',
    'Client',
    'Audit',
    'Cause',
    'Feed',
    'Export',
    'SecondFactor',
    'Passkey',
    'View',
    'Presence',
    'Follower',
    'TextModule',
    'ScheduledReport',
    'Template',
    'Dashboard',
    'RequestType',
    'Push',
    'Model',
    'Migration',
    'RecurringWork',
    'Mailbox',
    'Webhook',
    'Announcement',
    'Supplier',
    'Contract',
    'Synonym',
    'Retention',
  ],
  endpoints: () => ({}),
});

/** Whatever could not be read is asked for once more. */
export const askAgain = () => (dispatch: ThunkDispatch<Reading, unknown, UnknownAction>, getState: () => Reading) => {
  const endpoints = api.endpoints as Record<
    string,
    { initiate?: (of: unknown, how: object) => ThunkAction<unknown, Reading, unknown, UnknownAction> }
  >;
  for (const asked of Object.values(getState().api.queries)) {
    const initiate = asked?.status === 'rejected' && endpoints[asked.endpointName ?? '']?.initiate;
    if (initiate) {
      dispatch(initiate(asked.originalArgs, { subscribe: false, forceRefetch: true }));
    }
  }
};

interface Reading {
  api: { queries: Record<string, { status?: string; endpointName?: string; originalArgs?: unknown } | undefined> };
}

/** Takes the data out of its envelope. */
export function data<T>(answer: { data?: T }): T {
  return answer.data as T;
}

/** The same, with when it was asked for, as `writesSoFar` tells it, and the version that it is: what it offers is of then. */
export function dataOfThen<T extends { asked_at?: number; version?: number }>(answer: { data?: T }, meta: unknown): T {
  const { askedAt, etag } = (meta ?? {}) as Partial<AnswerMeta>;
  const version = /"(\d+)"$/.exec(etag ?? '')?.[1];
  return { ...data(answer), asked_at: askedAt, ...(version && { version: Number(version) }) };
}

/** Changes only the version that was read: whoever was faster is not overwritten. */
export function ifMatch(version: number | null | undefined): Record<string, string> {
  return version === undefined || version === null ? {} : { 'If-Match': `"${version}"` };
}

export interface Page<T> {
  items: T[];
  total: number;
  /** whether there are more than the total tells */
  more: boolean;
  /** whether what was searched does not hold everything yet */
  incomplete?: boolean;
  hasNext: boolean;
  /** where the next page begins, of a list that goes by cursors */
  next?: string;
}

/** Takes a list out of its envelope. */
export function page<T>(answer: {
  data?: unknown;
  pagination?: { total_items?: number; has_next?: boolean };
  meta?: object;
  links?: { next?: string };
}): Page<T> {
  const items = (answer.data ?? []) as T[];
  const meta = answer.meta as { total_is_lower_bound?: boolean; incomplete?: boolean } | undefined;
  return {
    items,
    total: answer.pagination?.total_items ?? items.length,
    more: meta?.total_is_lower_bound === true,
    ...(meta?.incomplete === true && { incomplete: true }),
    hasNext: answer.pagination?.has_next === true,
    next: new URLSearchParams(answer.links?.next?.split('?')[1]).get('cursor') ?? undefined,
  };
}

/** The same where nobody asks how many there are. */
export function items<T>(answer: object): T[] {
  return page<T>(answer).items;
}

type Sent = { data: unknown; error?: undefined } | { data?: undefined; error: ApiProblem };

/** Reads a list from which people choose to its end. */
export async function wholeList<T>(
  path: string,
  send: (url: string) => Sent | PromiseLike<Sent>,
): Promise<{ data: T[]; error?: undefined } | { data?: undefined; error: ApiProblem }> {
  const all: T[] = [];
  const asked = `${path}${path.includes('?') ? '&' : '?'}limit=100&page=`;
  // the first tells how many there are, the others are asked for at once
  for (let from = 1, to = 1; ;) {
    const answers = await Promise.all(Array.from({ length: to - from + 1 }, (_, at) => send(asked + (from + at))));
    const refused = answers.find(({ error }) => error);
    if (refused?.error) {
      return { error: refused.error };
    }
    const pages = answers.map(({ data: answer }) => page<T>(answer as object));
    all.push(...pages.flatMap(({ items }) => items));
    const last = pages.at(-1)!;
    if (!last.hasNext) {
      return { data: all };
    }
    from = to + 1;
    to = Math.max(from, Math.ceil(last.total / 100));
  }
}
