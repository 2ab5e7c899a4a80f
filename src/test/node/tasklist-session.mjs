/** What the days in Tasklist have in common: people who sign in, and tasks that are found in a list. */
import { base, DESK, wrong } from './portal-session.mjs';

const LOADS = 3;
const LOAD_MILLIS = 30_000;

// AngularJS asks once a page whether it may compile; nothing else may be refused
const isRefusal = (text) => text.includes('Content Security Policy') && !text.includes('unsafe-eval');

/**
 * Signs somebody in on the product's own page and waits until Tasklist shows its filters. Loads the page again, twice at most,
 * if it stays blank. Answers that are errors, errors of scripts and refusals by the content security policy are added to
 * `wrong`.
 */
export async function enterTasklist(browser, user, { language = 'ja', viewport = DESK, slow = 0 } = {}) {
	const context = await browser.newContext({ locale: language, viewport, timezoneId: 'Asia/Tokyo' });
	if (slow > 0) {
		await context.route('**/locales/*.json*', async (route) => {
			await new Promise((resolve) => setTimeout(resolve, slow));
			await route.continue();
		});
	}
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	page.on('console', (message) => isRefusal(message.text()) && wrong.push(`${page.url()} ${message.text()}`));
	page.on('pageerror', (error) => wrong.push(`${page.url()} ${error.message}`));
	page.on('response', (answer) => answer.status() >= 400 && wrong.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`));
	const loads = watchLoads(page);
	await page.goto(`${base}/camunda/app/tasklist/default/`);
	await page.fill('input[name=username]', user);
	await page.fill('input[name=password]', 'demo');
	await page.click('button[type=submit]');
	await page.waitForURL(({ pathname }) => pathname.startsWith('/camunda/app/tasklist'));
	for (let load = 1; ; load++) {
		const isThere = await page.locator('.task-filter').first().waitFor({ timeout: LOAD_MILLIS }).then(() => true, () => false);
		if (isThere) {
			return page;
		}
		const shown = await loads.describe();
		console.error(`Tasklist shows no filters ${LOAD_MILLIS / 1000} s after load ${load} of ${LOADS}. ${shown}`);
		if (load === LOADS) {
			throw new Error(`Tasklist shows no filters after ${LOADS} loads. ${shown}`);
		}
		await page.reload();
	}
}

/** Remembers which requests have no answer yet and what the console said, to be told if the page stays blank. */
function watchLoads(page) {
	const open = new Set();
	const said = [];
	page.on('request', (request) => open.add(request));
	for (const end of ['requestfinished', 'requestfailed']) {
		page.on(end, (request) => open.delete(request));
	}
	page.on('requestfailed', (request) => said.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText}`));
	page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
	page.on('pageerror', (error) => said.push(error.message));
	return {
		describe: async () => {
			const text = await page.locator('body').innerText({ timeout: 2_000 }).catch((error) => error.message);
			const waiting = [...open].filter((request) => request.resourceType() !== 'eventsource').map((request) => request.url());
			return [
				`Address: ${page.url()}`, `text: ${JSON.stringify(text.slice(0, 500))}`,
				`requests without an answer: ${waiting.join(' ') || 'none'}`, `console: ${said.slice(-10).join(' | ') || 'nothing'}`,
			].join('; ');
		},
	};
}

/** Opens the task of a ticket from the list of a filter. */
export async function openTask(page, filter, number) {
	const task = page.locator('.tasks-list').getByText(number).first();
	const next = page.locator('.pagination-next:not(.disabled) a').first();
	// the page takes its first view when it is ready, whatever was chosen before
	for (let tries = 0; tries < 8 && !(await task.isVisible()); tries += 1) {
		await page.locator('.task-filter').getByText(filter).first().click();
		await task.waitFor({ timeout: 4_000 }).catch(() => null);
		// a busy team's queue has more pages than one
		while (!(await task.isVisible()) && await next.isVisible()) {
			await next.click();
			await task.waitFor({ timeout: 4_000 }).catch(() => null);
		}
	}
	await task.click();
	await page.locator('.task-card').getByText(number).first().waitFor();
}
