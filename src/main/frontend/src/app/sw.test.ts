import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const SOURCE = readFileSync('public/sw.js', 'utf8');
const ORIGIN = 'https://nagare.example';

type Handler = (event: object) => void;

let handlers: Record<string, Handler>;
/** What is kept, by the name it is kept under. */
let kept: Map<string, string>;
/** What the server says, by path; nothing while there is no line. */
let server: Record<string, Response> | undefined;
const clients = { matchAll: vi.fn(), openWindow: vi.fn(), claim: vi.fn() };

const portal = () => new Response('portal', { headers: { 'Content-Type': 'text/html', 'X-Nagare-Portal': 'page' } });
const form = () => new Response('an approval', { headers: { 'Content-Type': 'text/html' } });

beforeEach(() => {
  handlers = {};
  kept = new Map();
  server = {};
  const cache = {
    put: async (key: string, answer: Response) => void kept.set(key, await answer.text()),
    match: (key: string) => Promise.resolve(kept.has(key) ? new Response(kept.get(key)) : undefined),
  };
  const scope = {
    location: { origin: ORIGIN },
    clients,
    addEventListener: (name: string, handler: Handler) => (handlers[name] = handler),
  };
  const fetched = ({ url }: { url: string }) => {
    const answer = server?.[new URL(url).pathname];
    return answer ? Promise.resolve(answer.clone()) : Promise.reject(new TypeError('no line'));
  };
  const run = new Function('self', 'caches', 'fetch', SOURCE) as (...given: unknown[]) => void;
  run(scope, { open: () => Promise.resolve(cache), delete: vi.fn() }, fetched);
});

/** What the page at an address says; nothing where the worker leaves it to the browser. */
async function visit(path: string) {
  let answer: Promise<Response> | undefined;
  handlers.fetch!({
    request: { method: 'GET', url: ORIGIN + path, mode: 'navigate' },
    respondWith: (given: Promise<Response>) => (answer = given),
  });
  return (await answer)?.text();
}

describe('the portal without a line', () => {
  it('is what is shown, and no other page that somebody had open', async () => {
    server = { '/queue': portal(), '/somewhere': form() };
    await visit('/queue');
    await visit('/somewhere');
    server = undefined;
    expect(await visit('/tickets/INC0000001')).toBe('portal');
  });

  it('leaves the pages behind the links of mails alone', async () => {
    server = { '/approvals/abc': form(), '/satisfaction/abc': form() };
    expect(await visit('/approvals/abc')).toBeUndefined();
    expect(await visit('/satisfaction/abc')).toBeUndefined();
    expect(kept.size).toBe(0);
  });
});

it('opens what a push tells of beside a page that can’t lead to it', async () => {
  clients.matchAll.mockResolvedValue([{ url: `${ORIGIN}/approvals/abc`, postMessage: vi.fn(), focus: vi.fn() }]);
  let done: Promise<unknown> | undefined;
  handlers.notificationclick!({
    notification: { close: vi.fn(), data: { path: '/tickets/INC0000001' } },
    waitUntil: (given: Promise<unknown>) => (done = given),
  });
  await done;
  expect(clients.openWindow).toHaveBeenCalledWith('/tickets/INC0000001');
});
