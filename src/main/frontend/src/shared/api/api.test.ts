import { configureStore } from '@reduxjs/toolkit';
import { beforeEach, expect, it, vi } from 'vitest';

import { api, dataOfThen } from './api';
import { lineReducer } from './line';
import { sessionReducer } from './session';

const writing = api.injectEndpoints({
  endpoints: (build) => ({
    writeDown: build.mutation<unknown, object>({ query: (body) => ({ url: '/incidents', method: 'POST', body }) }),
  }),
});

/** The keys that were sent. */
let keys: (string | null)[];

/** What becomes of the next write. */
let answer: () => Promise<Response>;

const answered = (status: number, body: object) => () =>
  Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }));
const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const refused = (field?: string) => answered(409, { error: { code: 'CONFLICT', details: field ? [{ field }] : [] } });

beforeEach(() => {
  keys = [];
  // the one of Node.js knows no addresses without a host
  vi.stubGlobal(
    'Request',
    class {
      readonly headers: Headers;
      constructor(
        readonly url: string,
        { headers }: { headers: Headers },
      ) {
        this.headers = headers;
      }
    },
  );
  vi.stubGlobal(
    'fetch',
    vi.fn((request: Request) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return answer();
    }),
  );
});

async function send(become: typeof answer, body: object) {
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer, session: sessionReducer, line: lineReducer },
    middleware: (standard) => standard().concat(api.middleware),
  });
  answer = become;
  await store.dispatch(writing.endpoints.writeDown.initiate(body));
}

it('sends the same again with the same key until it is answered', async () => {
  const report = { title: 'until it is answered' };
  await send(lost, report);
  await send(answered(502, {}), report);
  await send(refused('Idempotency-Key'), report);
  await send(answered(201, {}), report);
  await send(answered(201, {}), report);
  const [first, ...others] = keys;
  expect(first).toBeTruthy();
  expect(others.slice(0, 3)).toEqual([first, first, first]);
  expect(others[3]).not.toBe(first);
});

it('takes what was changed, or was refused, for something new', async () => {
  await send(lost, { title: 'one' });
  await send(lost, { title: 'another' });
  await send(refused(), { title: 'one' });
  await send(answered(201, {}), { title: 'one' });
  expect(keys[1]).not.toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
  expect(keys[3]).not.toBe(keys[0]);
});

it('takes what is sent much later for something new', async () => {
  await send(lost, { title: 'later' });
  const now = Date.now();
  vi.spyOn(Date, 'now').mockReturnValue(now + 11 * 60_000);
  await send(answered(201, {}), { title: 'later' });
  expect(keys[1]).not.toBe(keys[0]);
});

it('takes the version of a ticket from the head of its answer', () => {
  const answer: { data: { id: string; asked_at?: number; version?: number } } = { data: { id: 'a' } };
  expect(dataOfThen(answer, { etag: '"3"', askedAt: 5 })).toEqual({ id: 'a', asked_at: 5, version: 3 });
  expect(dataOfThen(answer, { etag: 'W/"12"', askedAt: 5 }).version).toBe(12);
  expect(dataOfThen(answer, { etag: null, askedAt: 5 })).toEqual({ id: 'a', asked_at: 5 });
});
