/**
 * The API of Nagare for programs: every path, parameter, body and answer has the type that the committed contract gives
 * it. A refusal is thrown; writes carry a key, so that the same one is done once however often it is sent.
 */
import createFetchClient, { type Client } from 'openapi-fetch';

import { problemIn, type Problem } from './problem.js';
import type { components, paths } from './schema.js';

export { problemIn, type Problem } from './problem.js';
export type { components, paths } from './schema.js';

/** What the contract calls by that name, such as `Schema<'Incident'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The calls, by method: `nagare.GET('/api/v1/incidents', { params: … })`. */
export type Nagare = Client<paths>;

export interface Connection {
  /** where Nagare is, such as `https://nagare.example.jp` */
  url: string;
  /** a personal token, one of OAuth 2.0, or what gives the one of now */
  token: string | (() => string | Promise<string>);
  /** of messages and labels; Japanese where it is not said */
  language?: 'ja' | 'en';
  /** how often a call is sent again where the server says after how many seconds it may be; 2 where it is not said */
  retries?: number;
  /** what sends; the platform's own where it is not said */
  fetch?: (request: Request) => Promise<Response>;
}

/** The API said no, and why. */
export class Refusal extends Error implements Problem {
  readonly status: number;
  readonly code: string;
  readonly details: Problem['details'];

  constructor(problem: Problem) {
    super(problem.message || `HTTP ${problem.status}`);
    this.name = 'Refusal';
    this.status = problem.status;
    this.code = problem.code;
    this.details = problem.details;
  }
}

/** Longer is not waited, in seconds: who called decides. */
const LONGEST_WAIT = 30;

/** The seconds after which the same may be sent again; undefined where it need not be tried, or is too long to wait. */
function secondsToWait(response: Response): number | undefined {
  const after = response.headers.get('Retry-After');
  return [429, 503].includes(response.status) && after && /^\d+$/.test(after) && Number(after) <= LONGEST_WAIT
    ? Number(after)
    : undefined;
}

function patient(send: (request: Request) => Promise<Response>, retries: number) {
  return async (request: Request): Promise<Response> => {
    for (let left = retries; ; left--) {
      const response = await send(request.clone());
      const seconds = left > 0 ? secondsToWait(response) : undefined;
      if (seconds === undefined) {
        return response;
      }
      await response.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  };
}

/** The problem that the body tells; of what something before Nagare answered, the status alone. */
async function refusal(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => undefined);
  return new Refusal(problemIn(response.status, body));
}

/** Begins to talk to a Nagare; nothing is sent yet. */
export function connect({
  url,
  token,
  language,
  retries = 2,
  fetch: send = (request) => fetch(request),
}: Connection): Nagare {
  const nagare = createFetchClient<paths>({ baseUrl: url, fetch: patient(send, retries) });
  nagare.use({
    async onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
      if (language) {
        request.headers.set('Accept-Language', language);
      }
      if (request.method !== 'GET' && !request.headers.has('Idempotency-Key')) {
        request.headers.set('Idempotency-Key', crypto.randomUUID());
      }
    },
    async onResponse({ response }) {
      if (!response.ok) {
        throw await refusal(response);
      }
    },
  });
  return nagare;
}

/** What the contract puts its answers into. */
interface Envelope<T> {
  data: T;
}

/** The data of an answer, out of its envelope. */
export function answered<T>({ data }: { data?: Envelope<T> }): T {
  if (data === undefined) {
    throw new TypeError('The call was answered without a body.');
  }
  return data.data;
}

/** What a call takes to send files: `{ params: …, ...uploading(form) }`. */
export function uploading(form: FormData): { body: never } {
  return { body: form as never };
}

/** Where a page of a list begins: parameters of its address. Empty for the first. */
export interface At {
  page?: number;
  cursor?: string;
}

interface ListEnvelope<T> extends Envelope<T[]> {
  links: Record<string, string>;
}

function following(links: Record<string, string>): At | undefined {
  if (!links.next) {
    return undefined;
  }
  const { searchParams } = new URL(links.next, 'http://nagare');
  const [page, cursor] = [searchParams.get('page'), searchParams.get('cursor')];
  return { ...(page && { page: Number(page) }), ...(cursor && { cursor }) };
}

/**
 * All that a list holds, page by page as it is read:
 * `for await (const incident of each((at) => nagare.GET('/api/v1/incidents', { params: { query: { ...at } } })))`.
 */
export async function* each<T>(page: (at: At) => Promise<{ data?: ListEnvelope<T> }>): AsyncGenerator<T, void> {
  for (let at: At | undefined = {}; at;) {
    const { data }: { data?: ListEnvelope<T> } = await page(at);
    if (data === undefined) {
      return;
    }
    yield* data.data;
    at = following(data.links);
  }
}
