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

const send = fetchBaseQuery({
  baseUrl: '/api/v1',
  credentials: 'same-origin',
  prepareHeaders: (headers) => {
    headers.set('Accept-Language', chosenLanguage());
    const token = cookie('NAGARE-CSRF');
    if (token) {
      headers.set('X-CSRF-TOKEN', decodeURIComponent(token));
    }
  },
});

/** The service worker says so where an answer is not the server's of now. */
const KEPT_AT = 'X-Nagare-Kept-At';

/** What an answer says beside its data. */
interface AnswerMeta {
  etag: string | null;
  /** how many writes had been answered when it was asked for; none for what was only kept */
  askedAt: number;
}

let writes = 0;

/** How many writes were answered so far: what was asked for before one of them may not know of it. */
export function writesSoFar(): number {
  return writes;
}

const query: BaseQueryFn<string | FetchArgs, unknown, ApiProblem, object, AnswerMeta> = async (args, api, extra) => {
  const request: FetchArgs = typeof args === 'string' ? { url: args } : args;
  const isWrite = request.method !== undefined && request.method !== 'GET';
  if (isWrite) {
    // a repeated click, or a retry on a bad line, does it once
    request.headers = { 'Idempotency-Key': crypto.randomUUID(), ...(request.headers as Record<string, string>) };
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
    if (problem.status === 0) {
      api.dispatch(lineLost());
    }
    if (problem.status === 401) {
      api.dispatch(sessionEnded());
    }
    return { error: problem, meta: told };
  }
  return { data, meta: told };
};

/** The API. Features add their calls with `injectEndpoints`, and name what an answer holds by tags. */
export const api = createApi({
  reducerPath: 'api',
  baseQuery: query,
  tagTypes: [
    'Profile',
    'Tickets',
    'Ticket',
    'Notification',
    'NoticeDelivery',
    'NoticeText',
    'User',
    'Team',
    'Category',
    'OrganizationUnit',
    'Rehearsal',
    'Ci',
    'CiType',
    'Change',
    'ChangeModel',
    'Calendar',
    'Freeze',
    'Board',
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
  ],
  endpoints: () => ({}),
});

/** Takes the data out of its envelope. */
export function data<T>(answer: { data?: T }): T {
  return answer.data as T;
}

/** The same, with when it was asked for, as `writesSoFar` tells it: what it offers is of then. */
export function dataOfThen<T extends { asked_at?: number }>(answer: { data?: T }, meta: unknown): T {
  return { ...data(answer), asked_at: (meta as AnswerMeta | undefined)?.askedAt };
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
  hasNext: boolean;
}

/** Takes a list out of its envelope. */
export function page<T>(answer: {
  data?: unknown;
  pagination?: { total_items?: number; has_next?: boolean };
  meta?: object;
}): Page<T> {
  const items = (answer.data ?? []) as T[];
  return {
    items,
    total: answer.pagination?.total_items ?? items.length,
    more: (answer.meta as { total_is_lower_bound?: boolean } | undefined)?.total_is_lower_bound === true,
    hasNext: answer.pagination?.has_next === true,
  };
}

/** The same where nobody asks how many there are. */
export function items<T>(answer: object): T[] {
  return page<T>(answer).items;
}
