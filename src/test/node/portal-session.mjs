/**
 * What the days in the portal have in common: people who sign in, screens that axe-core examines, pictures, and a list of
 * all that went wrong on the way.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

import { packageFile } from './browser.mjs';

export const [base, pictures, all] = process.argv.slice(2);
const axe = packageFile('axe-core/axe.min.js').toString();
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };
export const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGPgL1iPFTEMLQkA5/Fs4QGGCuoAAAAASUVORK5CYII=', 'base64');

export const wrong = [];

/**
 * Runs one step of a day. If the step fails, or an error was reported during it, the message begins with the step's name.
 * Prints how many seconds each step took.
 */
export async function step(name, work) {
	const before = Date.now();
	const known = wrong.length;
	try {
		await work();
		assert.deepEqual(wrong.slice(known), [], 'errors were reported');
	}
	catch (error) {
		throw new Error(`step "${name}": ${error.message}`, { cause: error });
	}
	console.log(`${((Date.now() - before) / 1000).toFixed(1)} s  ${name}`);
}

export async function api(user, method, path, body) {
	const signIn = await fetch(`${base}/api/v1/auth/login`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: user, password: 'demo' }),
	});
	const { access_token: token } = await signIn.json();
	const isForm = body instanceof FormData;
	const answer = await fetch(`${base}/api/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${token}`, ...(isForm ? {} : { 'content-type': 'application/json' }) },
		body: isForm ? body : body && JSON.stringify(body),
	});
	if (!answer.ok) {
		throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	}
	return answer.status === 204 ? undefined : (await answer.json()).data;
}

/** The operator has the timer of a ticket's process run, whenever it is due. */
export async function fire(key, element) {
	const engine = async (path, body) => {
		const answer = await fetch(`${base}/engine-rest${path}`, {
			method: body ? 'POST' : 'GET',
			headers: { authorization: `Basic ${Buffer.from('platform:demo').toString('base64')}`, 'content-type': 'application/json' },
			body,
		});
		return answer.status === 204 ? undefined : answer.json();
	};
	const processes = (await engine(`/process-instance?businessKey=${key}`)).map(({ id }) => id);
	const jobs = (await engine(`/job?activityId=${element}&maxResults=1000`)).filter(({ processInstanceId }) => processes.includes(processInstanceId));
	assert.equal(jobs.length, 1, `${element} waits for its time`);
	await engine(`/job/${jobs[0].id}/execute`, '{}');
}

export async function enter(browser, user, { language = 'ja', viewport = DESK, scheme = 'light', path = '/', password = 'demo', at = base, serviceWorkers = 'allow', locale = language === 'ja' ? 'ja-JP' : 'en-GB' } = {}) {
	const context = await browser.newContext({
		locale, viewport, colorScheme: scheme, timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce', serviceWorkers,
	});
	// chosen before: the portal would speak as the person's mails do
	await context.addInitScript((chosen) => {
		if (location.protocol.startsWith('http') && !localStorage.getItem('nagare.language')) {
			localStorage.setItem('nagare.language', chosen);
		}
	}, language);
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	page.on('console', (message) => message.type() === 'error' && wrong.push(`${page.url()} ${message.text()}`));
	page.on('pageerror', (error) => wrong.push(`${page.url()} ${error.message}`));
	page.on('response', (answer) => answer.status() >= 400 && wrong.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`));
	await page.goto(`${at}${path}`);
	await page.fill('input[name=username]', user);
	await page.fill('input[name=password]', password);
	await page.click('button[type=submit]');
	await page.locator('main h1').waitFor();
	return page;
}

/**
 * Tells whether the page is at rest: nothing loads, no animation with an end is running, and the page and its dialogs are
 * opaque. Runs in the browser. While the next page loads, `main` itself is `aria-busy` and has an opacity of 0.6.
 */
function isAtRest() {
	const isFading = (element) => {
		for (let at = element; at; at = at.parentElement) {
			if (getComputedStyle(at).opacity !== '1') {
				return true;
			}
		}
		return false;
	};
	const loading = 'main[aria-busy=true], main [aria-busy=true], main .MuiSkeleton-root, [role=dialog] .MuiSkeleton-root';
	return document.querySelector(loading) === null
		&& document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity)
		&& ![...document.querySelectorAll('main, [role=dialog], [role=menu], [role=listbox]')].some(isFading);
}

/** Waits until the page has been at rest for 150 ms: an effect may load the next page after the first one was drawn. */
export async function rest(page) {
	await page.evaluate(`window.isAtRest = ${isAtRest}`);
	await page.waitForFunction(() => {
		const now = performance.now();
		window.restingSince = window.isAtRest() ? (window.restingSince ?? now) : undefined;
		return window.restingSince !== undefined && now - window.restingSince >= 150;
	});
	await page.evaluate(() => delete window.restingSince);
}

/** Has axe-core examine the page at rest. If the page began to load while axe-core looked, it looks again. */
export async function examine(page, what) {
	await page.locator('main h1, main [role=alert], [role=dialog] h1').first().waitFor();
	await rest(page);
	// what was scrolled under the bar at the top is not too small
	await page.evaluate(() => window.scrollTo(0, 0));
	if (!(await page.evaluate(() => 'axe' in window))) {
		await page.evaluate(axe);
	}
	let found = await violationsOn(page);
	for (let tries = 1; found.moved && tries < 3; tries++) {
		await rest(page);
		found = await violationsOn(page);
	}
	for (const { id, nodes } of found.violations) {
		wrong.push(`${what}: ${id} ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary.split('\n')[1] ?? ''}`).join(' | ')}`);
	}
}

/** What axe-core finds, and whether the address changed or the page began to load meanwhile. */
function violationsOn(page) {
	return page.evaluate(async () => {
		const before = location.href;
		let isBusy = false;
		const observer = new MutationObserver(() => (isBusy ||= !window.isAtRest()));
		observer.observe(document.querySelector('main'), { attributes: true, subtree: true, attributeFilter: ['aria-busy'] });
		const { violations } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
		observer.disconnect();
		return { violations, moved: isBusy || location.href !== before };
	});
}

/** The button of an action, among those shown or behind the others. */
export async function press(page, name, more = 'ほかの操作') {
	const button = page.locator('main').getByRole('button', { name, exact: true });
	const others = page.getByRole('button', { name: more });
	const behind = page.getByRole('menuitem', { name, exact: true });
	// a menu that was opened while the ticket moved shows what could be done before
	for (let tries = 0; tries < 4; tries++) {
		await button.or(others).first().waitFor();
		if (await button.count() > 0) {
			await button.first().click();
			return;
		}
		await others.click();
		if (await behind.waitFor({ timeout: 3000 }).then(() => true, () => false)) {
			await behind.click();
			return;
		}
		await page.keyboard.press('Escape');
	}
	throw new Error(`${name} is not offered`);
}

/** The label of an action, which the model gives it. */
async function labelOf(user, number, action) {
	const actions = await api(user, 'GET', `/incidents/${number}/actions`);
	const found = actions.find(({ name }) => name === action);
	assert.ok(found, `${action} is open to ${user}: ${actions.map(({ name }) => name)}`);
	return found.label.ja;
}

/** Presses the button of an incident's action, and fills in and sends its dialog if there is one. */
export async function act(page, user, number, action, fill) {
	const label = await labelOf(user, number, action);
	const main = page.locator('main');
	const button = main.getByRole('button', { name: label, exact: true });
	// after an action nothing can be chosen until the page has read what is open now
	await main.locator('[aria-busy=false]').filter({ has: page.getByRole('button', { name: 'ほかの操作' }).or(page.getByRole('button', { name: label, exact: true })) }).first().waitFor();
	if (await button.count() > 0) {
		await button.click();
	}
	else {
		await page.getByRole('button', { name: 'ほかの操作' }).click();
		await page.getByRole('menuitem', { name: label, exact: true }).click();
	}
	if (fill) {
		const dialog = page.getByRole('dialog');
		await dialog.waitFor();
		await fill(dialog);
		await dialog.getByRole('button', { name: label, exact: true }).click();
		await dialog.waitFor({ state: 'detached' });
	}
	else {
		await page.getByRole('status').filter({ hasText: label }).waitFor();
	}
}

/** The status of an incident. */
export async function statusOf(number) {
	return (await api('agent1', 'GET', `/incidents/${number}`)).status;
}

/** Resolves an incident with the first resolution code; `look` is called while its dialog is open. */
export async function resolve(page, user, number, resolution, look) {
	await act(page, user, number, 'resolve', async (dialog) => {
		await dialog.getByRole('combobox').click();
		await page.getByRole('option').nth(0).click();
		await look?.();
		await dialog.getByRole('textbox').last().fill(resolution);
	});
	assert.equal(await statusOf(number), 'resolved');
}

/** Votes on the page of a change: a choice, a reason if there is one, and the button that sends the vote. */
export async function castVote(page, vote, reason, [group, send] = ['自分の投票', '投票']) {
	const mine = page.getByRole('region', { name: group });
	await mine.getByRole('group').getByRole('button', { name: vote, exact: true }).click();
	if (reason) {
		await mine.getByRole('textbox').fill(reason);
	}
	await mine.getByRole('button', { name: send, exact: true }).click();
	await saidDone(page, vote);
}

export const saidDone = (page, name) => page.getByRole('status').filter({ hasText: name }).first().waitFor();
export const dialogClosed = (page) => page.getByRole('dialog').waitFor({ state: 'detached' });

/** A moment as a field of a form takes it, in the zone of the demo's people; and as it then shows it in Japanese. */
export const field = (at) => new Date(at + 9 * 3_600_000).toISOString().slice(0, 16);
export const written = (value) => value.replaceAll('-', '/').replace('T', ' ');

/** Chooses what is found by its name, or by what nobody else is found by. */
export async function choose(page, combobox, name, typed) {
	await combobox.click();
	await combobox.fill(typed ?? name);
	if (typed) {
		await page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
	}
	await page.getByRole('option', { name }).first().click();
}

/** Goes to a page as a link does, without loading the portal anew. */
export async function follow(page, path) {
	await page.evaluate((to) => {
		history.pushState({}, '', to);
		dispatchEvent(new PopStateEvent('popstate', { state: {} }));
	}, path);
	await page.waitForTimeout(200);
	await page.waitForFunction(() => document.querySelector('main')?.getAttribute('aria-busy') === null);
}

export async function picture(page, name) {
	if (pictures) {
		mkdirSync(pictures, { recursive: true });
		await page.screenshot({ path: join(pictures, `${name}.png`) });
	}
}

/** A line to the server that can be lost: a service worker, too, then reaches nothing. */
export async function openLine() {
	const { hostname, port } = new URL(base);
	const open = new Set();
	const server = createServer((near) => {
		const far = connect(Number(port), hostname);
		for (const socket of [near, far]) {
			open.add(socket);
			socket.on('error', () => undefined).on('close', () => {
				open.delete(socket);
				near.destroy();
				far.destroy();
			});
		}
		near.pipe(far).pipe(near);
	});
	const listen = (at) => new Promise((done) => server.listen(at, 'localhost', done));
	await listen(0);
	const at = server.address().port;
	return {
		address: `http://localhost:${at}`,
		lose: () => new Promise((done) => {
			server.close(done);
			open.forEach((socket) => socket.destroy());
		}),
		mend: () => listen(at),
	};
}

/**
 * Has the browser give its service worker what a push service would bring. This browser shows no notifications: what would be
 * shown is told, with a way to click on it.
 */
export async function push(page, message) {
	const worker = page.context().serviceWorkers()[0];
	await worker.evaluate(() => {
		self.shown ??= [];
		ServiceWorkerRegistration.prototype.showNotification = async (title, options) => void self.shown.push({ title, ...options });
	});
	const devtools = await page.context().newCDPSession(page);
	const registered = new Promise((done) => devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && done(registrations[0])));
	await devtools.send('ServiceWorker.enable');
	const { registrationId } = await registered;
	await devtools.send('ServiceWorker.deliverPushMessage', { origin: new URL(page.url()).origin, registrationId, data: JSON.stringify(message) });
	await devtools.detach();
	const shown = await worker.evaluate(async (id) => {
		while (!self.shown.some(({ tag }) => tag === id)) {
			await new Promise((later) => setTimeout(later, 50));
		}
		return self.shown.find(({ tag }) => tag === id);
	}, message.id);
	const click = () => worker.evaluate(({ data }) => {
		const event = new ExtendableEvent('notificationclick');
		// only the browser's own events are waited for
		event.waitUntil = () => undefined;
		event.notification = { data, close: () => undefined };
		self.dispatchEvent(event);
	}, shown);
	return { shown, click };
}

/** How many clicks a job takes, and how long: typing is not counted, and the test fails beyond what it may take. */
export const jobs = [];
export async function job(page, name, most, done) {
	await page.evaluate(() => {
		window.clicks = 0;
		window.counting ??= addEventListener('click', (event) => (window.clicks += event.detail > 0 ? 1 : 0), true) ?? true;
	});
	const before = Date.now();
	await done();
	const clicks = await page.evaluate(() => window.clicks);
	jobs.push({ job: name, clicks, most, seconds: (Date.now() - before) / 1000 });
	if (clicks > most) {
		wrong.push(`${name} takes ${clicks} clicks, and may take ${most}`);
	}
}

/** Writes figures where the build keeps its reports. */
export function keep(name, figures) {
	const folder = join(import.meta.dirname, '../../../target/portal');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, null, '\t')}\n`);
	console.table(figures);
}

/** What went wrong, and what stands on the open pages. */
export async function tell(browser) {
	console.error(wrong.join('\n'));
	for (const page of browser.contexts().flatMap((context) => context.pages())) {
		console.error(page.url(), await page.getByRole('alert').or(page.getByRole('dialog')).allInnerTexts().catch(() => 'is gone'));
	}
}
