/** The ticket tab of Tasklist tells times as the portal does, and asks for no more of an action than the portal. */
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import { build } from 'esbuild';

const scripts = resolve(import.meta.dirname, '../../main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts');

globalThis.window = globalThis;
Object.defineProperty(globalThis, 'navigator', { value: { language: 'ja' }, configurable: true });
globalThis.XMLHttpRequest = class {};
globalThis.document = { querySelector: () => ({ getAttribute: () => '/camunda' }) };
globalThis.fetch = async () => new Response(JSON.stringify({ data: { time_zone: 'Asia/Tokyo' } }));
const built = await build({ entryPoints: [join(scripts, 'nagare-ticket.js')], bundle: true, write: false, format: 'esm' });
const tab = await import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);

test('tells and takes times in the zone of whoever is signed in', async () => {
	await tab.lookUpZone();
	assert.equal(tab.time('2028-01-05T05:30:00Z'), '2028/01/05（水）14:30');
	assert.equal(tab.time('2028-01-05T15:00:00Z'), '2028/01/06（木）00:00');
	assert.equal(tab.instantOf('2028-01-05T14:30'), '2028-01-05T05:30:00.000Z');
});

test('draws what can be filled in without looking for it', () => {
	assert.ok(tab.isDrawn({ type: 'date' }));
	assert.ok(tab.isDrawn({ type: 'taglist', options: [{ value: 'a' }] }));
	assert.ok(tab.isDrawn({ type: 'user', options: [{ value: 'a' }] }));
	for (const type of ['user', 'ci', 'cis', 'checklist', 'select', 'whatever']) {
		assert.ok(!tab.isDrawn({ type, options: [] }), type);
	}
});

test('asks for a field only where the other answers let it', () => {
	const field = { asked_when: [{ key: 'accept', is: true, values: ['true'] }] };
	assert.ok(!tab.isAsked(field, {}));
	assert.ok(!tab.isAsked(field, { accept: false }));
	assert.ok(tab.isAsked(field, { accept: true }));
	assert.ok(tab.isAsked({}, {}));
});
