/** What a program does with the client: it ends with an error where something is not as it should be. */
import { deepStrictEqual as is, rejects } from 'node:assert';

import { answered, connect, each, Refusal, uploading, type Nagare, type Schema } from 'nagare-client';

const [address = '', token = '', mark = ''] = process.argv.slice(2);

/** Counts what is sent, and answers the first time that a call must wait, where it is asked to. */
let sent = 0;
let busy = 0;
const agent: Nagare = connect({
  url: address,
  token: () => Promise.resolve(token),
  language: 'en',
  fetch: (request) => {
    sent++;
    if (busy-- > 0) {
      return Promise.resolve(new Response('{}', { status: 503, headers: { 'Retry-After': '0' } }));
    }
    return fetch(request);
  },
});

async function refused(status: number, code: string, call: () => Promise<unknown>): Promise<Refusal> {
  let problem: unknown;
  await rejects(call, (error) => {
    problem = error;
    return error instanceof Refusal && error.status === status && error.code === code;
  });
  return problem as Refusal;
}

const wanted: Schema<'IncidentCreate'> = { title: mark, description: '印刷できない', priority: 'high' };
const headers = { 'Idempotency-Key': mark };
const made = answered(await agent.POST('/api/v1/incidents', { body: wanted, headers }));
is([made.title, made.status], [mark, 'new']);
is(answered(await agent.POST('/api/v1/incidents', { body: wanted, headers })).id, made.id);
const id = made.id ?? '';
const ticket = { path: { kind: 'incidents', id } };

// what must wait is sent again with its body and its key, and done once
busy = 2;
const before = sent;
answered(await agent.POST('/api/v1/incidents', { body: { title: `${mark} later`, priority: 'low' } }));
is(sent - before, 3);
busy = 3;
await refused(503, '', () => agent.POST('/api/v1/incidents', { body: { title: `${mark} never`, priority: 'low' } }));
busy = 0;

const titles: string[] = [];
for await (const incident of each((at) => agent.GET('/api/v1/incidents', { params: { query: { q: mark, limit: 1, ...at } } }))) {
  titles.push(incident.title ?? '');
}
is(titles.sort(), [mark, `${mark} later`]);

const act = (action: string) =>
  agent.POST('/api/v1/{kind}/{id}/actions/{action}', { params: { path: { ...ticket.path, action } }, body: {} });
await act('assign');
await act('start');
const closed = await refused(409, 'ACTION_NOT_OPEN', () => act('confirm'));
is(closed.details.some(({ field }) => field === 'resolve'), true);
const wrong = await refused(400, 'VALIDATION_FAILED', () => agent.POST('/api/v1/incidents', { body: { title: '', priority: 'low' } }));
is(wrong.details[0]?.field, 'title');
is(wrong.message.length > 0 && !/[^\x00-\x7f]/.test(wrong.message), true);
await refused(404, 'NOT_FOUND', () => agent.GET('/api/v1/incidents/{id}', { params: { path: { id: 'INC9999999' } } }));
await refused(401, 'UNAUTHENTICATED', () => connect({ url: address, token: 'wrong' }).GET('/api/v1/incidents'));

const form = new FormData();
form.append('file', new Blob(['見えない'], { type: 'text/plain' }), '記録.txt');
const file = answered(await agent.POST('/api/v1/{kind}/{id}/attachments', { params: ticket, ...uploading(form) }));
is(file.file_name, '記録.txt');
const read = await agent.GET('/api/v1/{kind}/{id}/attachments/{attachment}', {
  params: { path: { ...ticket.path, attachment: file.id ?? '' } },
  parseAs: 'text',
});
is(read.data as unknown, '見えない');

// what the contract does not have does not compile
// @ts-expect-error: a title is a text
await refused(400, 'VALIDATION_FAILED', () => agent.POST('/api/v1/incidents', { body: { title: 3, priority: 'low' } }));
// @ts-expect-error: there is no such path
await refused(404, 'NOT_FOUND', () => agent.GET('/api/v1/incidentz'));
