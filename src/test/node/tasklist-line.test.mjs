/** Tasklist hears what happens for as long as somebody is signed in, whatever becomes of the server meanwhile. */
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { mock, test } from 'node:test';

import { build } from 'esbuild';

const scripts = resolve(import.meta.dirname, '../../main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts');

globalThis.window = globalThis;
globalThis.navigator ??= { language: 'ja' };
globalThis.XMLHttpRequest = class {};
const built = await build({ entryPoints: [join(scripts, 'nagare-page.js')], bundle: true, write: false, format: 'esm' });
const { keepLine, TICKETS } = await import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);

let lines;

class Line extends EventTarget {
	static CLOSED = 2;
	readyState = 0;
	constructor() {
		super();
		lines.push(this);
	}
	close() {
		this.readyState = Line.CLOSED;
	}
	tells(reason) {
		this.dispatchEvent(Object.assign(new Event('closed'), { data: JSON.stringify({ payload: { reason } }) }));
	}
	isRefused() {
		this.close();
		this.dispatchEvent(new Event('error'));
	}
}
globalThis.EventSource = Line;

function keep(t) {
	lines = [];
	t.mock.timers.enable({ apis: ['setTimeout'] });
	const onGap = mock.fn();
	return { onGap, giveUp: keepLine('/events', { onLine: () => undefined, onGap }) };
}

test('follows all kinds of tickets', () => {
	assert.deepEqual(TICKETS, ['incident', 'problem', 'change', 'request', 'task']);
});

test('leaves the line to the browser where the server restarts', t => {
	keep(t);
	lines[0].tells('restarting');
	lines[0].tells('fault');
	assert.notEqual(lines[0].readyState, Line.CLOSED);
});

test('comes again after an HTTP error, and then reads all anew', t => {
	const { onGap } = keep(t);
	lines[0].isRefused();
	t.mock.timers.tick(3000);
	assert.equal(lines.length, 2);
	assert.equal(onGap.mock.callCount(), 0);
	lines[1].dispatchEvent(new Event('open'));
	assert.equal(onGap.mock.callCount(), 1);
});

test('comes again, but not at once, where another line took its place', t => {
	keep(t);
	lines[0].tells('replaced');
	t.mock.timers.tick(30_000);
	assert.equal(lines.length, 1);
	t.mock.timers.tick(60_000);
	assert.equal(lines.length, 2);
});

test('stays closed once nobody is signed in, or it is given up', t => {
	const { giveUp } = keep(t);
	lines[0].tells('signed_out');
	assert.equal(lines[0].readyState, Line.CLOSED);
	t.mock.timers.tick(90_000);
	assert.equal(lines.length, 1);
	lines[0].isRefused();
	giveUp();
	t.mock.timers.tick(90_000);
	assert.equal(lines.length, 1);
});
