/**
 * Ten clicks of an agent in a current Chromium, such as Debian's, beside the pinned one of the other days: a browser's new
 * version may break the portal. In Chrome 150 scrollIntoView() began to return a promise, and an effect that returned it made
 * React fail. Fails on the portal's page for crashes, on any error in the console and on any answer that is an error.
 *
 * node portal-clicks.mjs BASE_URL
 *
 * The browser is the one in the environment variable CHROMIUM, or `chromium` on the path.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { api, dialogClosed, enter, press, rest, step, tell, wrong } from './portal-session.mjs';

const MARK = Date.now().toString(36);
const CRASHED = 'ページを表示できませんでした';

const executable = process.env.CHROMIUM
	?? (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium')).find(existsSync);
assert.ok(executable, 'chromium is on the path, or the variable CHROMIUM says where it is');

const titles = [`時計がずれる ${MARK}`, `画面が暗い ${MARK}`, `印刷が薄い ${MARK}`];
const numbers = [];
for (const title of titles) {
	numbers.push((await api('reporter1', 'POST', '/incidents', { title, priority: 'medium' })).incident_number);
}

const browser = await openBrowser({ letters: PORTAL_LETTERS, executable });
let page;

/** A click, and what is to be seen after it. */
const click = (name, work) => step(name, async () => {
	await work();
	await page.locator('main h1').first().waitFor();
	await rest(page);
	assert.equal(await page.getByText(CRASHED).count(), 0, `the page shows "${CRASHED}"`);
});

const heading = (name) => page.getByRole('heading', { level: 1, name }).waitFor();
const follows = (name) => async () => {
	await page.getByRole('navigation', { name: 'メニュー' }).getByRole('link', { name }).click();
	await heading(name);
};

/** Presses keys in turn until the cursor of the list is on a row. */
async function cursorOn(text, keys) {
	const here = page.locator('main tr[aria-current=true]');
	await here.waitFor();
	for (let tries = 0; tries < 4; tries++) {
		if (await here.innerText() === text) {
			return;
		}
		await page.keyboard.press(keys[tries % keys.length]);
		await rest(page);
	}
	assert.fail(`the keys ${keys} move the cursor to ${text}, and it is on ${await here.innerText()}`);
}

try {
	console.log(`Chromium ${browser.version()}`);
	await step('agent signs in', async () => {
		page = await enter(browser, 'agent1');
		await page.goto(new URL(`/queue?view=open&q=${MARK}`, page.url()).href);
		await page.locator('main').getByRole('link', { name: titles[0] }).waitFor();
	});
	await click('1. a ticket opens from its row', async () => {
		await page.locator('main').getByRole('link', { name: titles[1] }).click();
		await heading(titles[1]);
	});
	await click('2. back to the queue', async () => {
		await page.goBack();
		await page.locator('main').getByRole('link', { name: titles[1] }).waitFor();
	});
	await click('3. j and k move the cursor, and Enter opens its ticket', async () => {
		const rows = await page.locator('main tbody tr').allInnerTexts();
		await cursorOn(rows[1], ['k', 'j']);
		await cursorOn(rows[0], ['k']);
		await cursorOn(rows[1], ['j']);
		await page.keyboard.press('Enter');
		await page.waitForURL(`**/tickets/${numbers.find((number) => rows[1].includes(number))}`);
	});
	await click('4. the search finds a ticket by its words', async () => {
		await page.keyboard.press('/');
		await page.keyboard.type(titles[2]);
		await page.getByRole('option').filter({ hasText: numbers[2] }).click();
		await heading(titles[2]);
	});
	await click('5. the dialog of an action opens and closes', async () => {
		const { label } = (await api('agent1', 'GET', `/incidents/${numbers[2]}/actions`)).find(({ name }) => name === 'cancel');
		await press(page, label.ja);
		await page.getByRole('dialog').waitFor();
		await page.keyboard.press('Escape');
		await dialogClosed(page);
	});
	await click('6. the change calendar', follows('変更カレンダー'));
	await click('7. the CAB page', follows('CAB'));
	await click('8. the dashboard with its charts', follows('ダッシュボード'));
	await click('9. the knowledge base', follows('ナレッジ'));
	await click('10. the form for a new ticket', async () => {
		await page.getByRole('banner').getByRole('link', { name: '新規登録' }).click();
		await page.waitForURL('**/new');
	});
	assert.deepEqual(wrong, [], 'no errors were reported');
	for (const number of numbers) {
		await api('agent1', 'POST', `/incidents/${number}/actions/cancel`, { reason: '試行の終わり' });
	}
}
catch (error) {
	await tell(browser);
	throw error;
}
finally {
	await browser.close();
}
