/**
 * The work of a day in the portal: an agent clears a queue without the mouse, the ten most frequent jobs are done with as few
 * clicks as they may take, an incident is solved on a phone, and a manager leads a major incident from the proposal, which is
 * made in English, to the review. Then the first
 * paint of the queue and what it transfers are measured, on loopback and on a line of 60 ms and 10 Mbit/s.
 *
 * node portal-work.mjs BASE_URL [FOLDER_FOR_PICTURES]
 */
import assert from 'node:assert/strict';

import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { api, base, dialogClosed, enter, examine, follow, job, jobs, keep, PHONE, picture, press, saidDone, statusOf, tell, wrong } from './portal-session.mjs';

const MARK = Date.now().toString(36);

const report = async (title, priority = 'medium') =>
	(await api('reporter1', 'POST', '/incidents', { title: `${title} ${MARK}`, priority })).incident_number;

const offers = async (number) => (await api('agent1', 'GET', `/incidents/${number}/actions`)).map(({ name }) => name);

/** Chooses from a menu or a list of choices that has the focus, by arrow and Enter. */
async function pick(page, role, name) {
	await page.getByRole(role, { name, exact: true }).waitFor();
	for (let tries = 0; tries < 20; tries++) {
		if (await page.evaluate((wanted) => document.activeElement?.textContent === wanted, name)) {
			await page.keyboard.press('Enter');
			return;
		}
		await page.keyboard.press('ArrowDown');
	}
	assert.fail(`${name} is reached by the arrow keys`);
}

/** Moves the cursor of the list to a ticket. */
async function moveTo(page, number) {
	const current = page.locator('tr[aria-current=true]');
	await current.waitFor();
	for (let tries = 0; tries < 20; tries++) {
		if ((await current.innerText()).includes(number)) {
			return;
		}
		await page.keyboard.press('j');
	}
	assert.fail(`${number} is reached by j`);
}

async function firstPaint(line) {
	const page = await enter(browser, 'agent1', { path: '/queue', serviceWorkers: 'block' });
	const tools = await page.context().newCDPSession(page);
	await tools.send('Network.enable');
	await page.goto('about:blank');
	await tools.send('Network.clearBrowserCache');
	if (line) {
		await tools.send('Network.emulateNetworkConditions', line);
	}
	// pages, scripts, styles, fonts and pictures apart from answers of the API, which grow with the rows of the queue
	let assets = 0;
	let bytes = 0;
	let answers = 0;
	const asked = new Set();
	tools.on('Network.requestWillBeSent', ({ requestId, request }) => {
		if (new URL(request.url).pathname.startsWith('/api/')) {
			asked.add(requestId);
		}
	});
	tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		bytes += encodedDataLength;
		assets += asked.has(requestId) ? 0 : encodedDataLength;
		answers++;
	});
	const before = Date.now();
	await page.goto(`${base}/queue?view=open`, { waitUntil: 'commit' });
	await page.locator('main tbody tr').first().waitFor();
	const firstRow = Date.now() - before;
	const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
	const figures = { firstPaintMs: Math.round(paint), firstRowMs: firstRow, assetKilobytes: Math.ceil(assets / 1000), kilobytes: Math.ceil(bytes / 1000), answers };
	await page.context().close();
	return figures;
}

const browser = await openBrowser({ letters: PORTAL_LETTERS });
try {
	// a queue is cleared by keyboard alone
	const cleared = [await report('印刷が薄い'), await report('時計がずれる')];
	const keys = await enter(browser, 'agent1', { path: `/queue?view=open&q=${MARK}` });
	await keys.getByRole('link', { name: `印刷が薄い ${MARK}` }).waitFor();
	for (const number of cleared) {
		await moveTo(keys, number);
		// what nobody routes is taken first
		if (!(await offers(number)).includes('start')) {
			await keys.keyboard.press('a');
			await keys.getByRole('row').filter({ hasText: number }).getByText('割り当て済み').waitFor();
			await moveTo(keys, number);
		}
		await keys.keyboard.press('.');
		await pick(keys, 'menuitem', '対応開始');
		await keys.getByRole('row').filter({ hasText: number }).getByText('対応中').waitFor();
		await moveTo(keys, number);
		await keys.keyboard.press('.');
		await pick(keys, 'menuitem', '解決');
		await keys.getByRole('dialog').getByRole('combobox').waitFor();
		await keys.getByRole('dialog').getByRole('combobox').press('Enter');
		await pick(keys, 'option', '修正済み');
		await keys.getByRole('listbox').waitFor({ state: 'detached' });
		await keys.keyboard.press('Tab');
		await keys.keyboard.type('調整しました。');
		await examine(keys, 'resolving from the row');
		await keys.keyboard.press('Control+Enter');
		await dialogClosed(keys);
		assert.equal(await statusOf(number), 'resolved');
	}

	// the most frequent jobs
	const number = await report('画面が暗い');
	await follow(keys, `/queue?view=open&q=${encodeURIComponent(`画面が暗い ${MARK}`)}`);
	await keys.getByRole('link', { name: `画面が暗い ${MARK}` }).waitFor();
	await job(keys, 'claim next', 2, async () => {
		await keys.getByRole('link', { name: `画面が暗い ${MARK}` }).click();
		await keys.getByRole('heading', { level: 1, name: `画面が暗い ${MARK}` }).waitFor();
		await keys.keyboard.press('a');
		await keys.locator('main').getByRole('button', { name: '対応開始', exact: true }).waitFor();
	});
	await job(keys, 'start', 1, async () => {
		await press(keys, '対応開始');
		await saidDone(keys, '対応開始');
	});
	await job(keys, 'internal note', 2, async () => {
		await keys.getByPlaceholder('ノートを入力').click();
		await keys.keyboard.type('配線を確認');
		await keys.getByRole('button', { name: '追加', exact: true }).click();
		await keys.getByRole('listitem').filter({ hasText: '配線を確認' }).waitFor();
	});
	await job(keys, 'reply', 2, async () => {
		await keys.getByRole('button', { name: '報告者に返信', exact: true }).click();
		await keys.getByRole('textbox', { name: /報告者|ノート|返信/ }).last().click();
		await keys.keyboard.type('午後に伺います');
		await keys.keyboard.press('Control+Enter');
		await keys.getByRole('listitem').filter({ hasText: '午後に伺います' }).waitFor();
	});
	await job(keys, 'follow', 1, async () => {
		await keys.getByRole('button', { name: 'フォロー', exact: true }).click();
		await keys.getByRole('heading', { name: 'フォロワー（1人）' }).waitFor();
	});
	await keys.getByRole('combobox', { name: 'フォロワーを追加' }).click();
	await keys.keyboard.type('network1');
	await keys.getByRole('option').first().click();
	// wherever the page was scrolled to, nothing of them is under the bar at its top
	await keys.getByRole('heading', { name: 'フォロワー（2人）' }).evaluate((heading) => heading.scrollIntoView({ block: 'center' }));
	await examine(keys, 'followers');
	await picture(keys, 'followers');
	await keys.getByRole('button', { name: 'フォロー解除', exact: true }).click();
	await keys.getByRole('heading', { name: 'フォロワー（1人）' }).waitFor();
	await press(keys, '保留');
	await keys.getByRole('dialog').getByRole('combobox').first().click();
	await keys.getByRole('option', { name: 'ベンダー待ち' }).click();
	await keys.keyboard.press('Control+Enter');
	await dialogClosed(keys);
	await keys.locator('main').getByRole('button', { name: '再開', exact: true }).waitFor();
	await job(keys, 'resume', 1, async () => {
		await press(keys, '再開');
		await saidDone(keys, '再開');
	});
	await job(keys, 'find by number', 1, async () => {
		await keys.getByRole('combobox', { name: '検索' }).click();
		await keys.keyboard.type(cleared[0]);
		await keys.keyboard.press('Enter');
		await keys.getByRole('heading', { level: 1, name: `印刷が薄い ${MARK}` }).waitFor();
	});
	await follow(keys, `/tickets/${number}`);
	await job(keys, 'reassign', 3, async () => {
		await press(keys, '再割り当て');
		await keys.getByRole('dialog').getByRole('combobox').first().click();
		await keys.getByRole('option').nth(1).click();
		await keys.getByRole('dialog').getByRole('textbox').last().focus();
		await keys.keyboard.type('担当が違いました');
		await keys.keyboard.press('Control+Enter');
		await dialogClosed(keys);
	});
	// whoever has it now begins anew: the actions are those of the new status
	await keys.locator('main').getByRole('button', { name: '対応開始', exact: true }).waitFor();
	await job(keys, 'resolve with code', 3, async () => {
		await press(keys, '解決');
		await keys.getByRole('dialog').getByRole('combobox').first().click();
		await keys.getByRole('option', { name: '修正済み' }).click();
		await keys.getByRole('dialog').getByRole('textbox').last().focus();
		await keys.keyboard.type('部品を交換しました');
		await keys.keyboard.press('Control+Enter');
		await dialogClosed(keys);
	});
	assert.equal(await statusOf(number), 'resolved');
	await keys.context().close();
	keep('jobs-work', jobs);

	// on a phone, from the queue to the solution
	const errand = await report('受付の端末が止まる');
	const phone = await enter(browser, 'agent1', { viewport: PHONE, path: `/queue?view=open&q=${encodeURIComponent(`受付の端末が止まる ${MARK}`)}` });
	await phone.locator('main').getByText(`受付の端末が止まる ${MARK}`).first().click();
	await phone.getByRole('heading', { level: 1, name: `受付の端末が止まる ${MARK}` }).waitFor();
	await phone.locator('main').getByRole('button', { name: '自分に割り当て', exact: true }).click();
	await phone.locator('main').getByRole('button', { name: '対応開始', exact: true }).waitFor();
	await press(phone, '対応開始');
	await saidDone(phone, '対応開始');
	await phone.getByRole('button', { name: '詳細を表示' }).click();
	await phone.getByRole('button', { name: 'フォロー', exact: true }).click();
	await phone.getByRole('heading', { name: 'フォロワー（1人）' }).evaluate((heading) => heading.scrollIntoView({ block: 'center' }));
	await examine(phone, 'followers on a phone');
	await picture(phone, 'followers-phone');
	await press(phone, '解決');
	await phone.getByRole('dialog').getByRole('combobox').first().click();
	await phone.getByRole('option', { name: '修正済み' }).click();
	await phone.getByRole('dialog').getByRole('textbox').last().fill('電源を入れ直しました');
	await examine(phone, 'resolving on a phone');
	await picture(phone, 'resolve-phone');
	await phone.getByRole('dialog').getByRole('button', { name: '解決', exact: true }).click();
	await dialogClosed(phone);
	await phone.locator('main').getByText('解決済み').first().waitFor();
	assert.equal(await statusOf(errand), 'resolved');
	await phone.context().close();

	// a major incident: proposed by an agent who reads English, led by a manager who reads Japanese
	const parent = await report('Mail is down', 'high');
	const child = await report('No mail since nine');
	const agent = await enter(browser, 'agent1', { language: 'en', path: `/tickets/${parent}` });
	await agent.getByRole('heading', { level: 1, name: `Mail is down ${MARK}` }).waitFor();
	if (!(await offers(parent)).includes('start')) {
		await agent.keyboard.press('a');
	}
	await agent.locator('main').getByRole('button', { name: 'Start work', exact: true }).waitFor();
	await press(agent, 'Start work', 'More actions');
	await agent.locator('main').getByRole('button', { name: 'Put on hold', exact: true }).waitFor();
	await press(agent, 'Propose as major', 'More actions');
	await agent.getByRole('dialog').getByRole('textbox').first().fill('Nobody gets any mail');
	await agent.getByRole('dialog').getByRole('button', { name: 'Propose as major', exact: true }).click();
	await dialogClosed(agent);
	const lead = await enter(browser, 'manager', { path: `/tickets/${parent}` });
	await press(lead, '承認');
	const form = lead.getByRole('dialog');
	await form.getByRole('textbox', { name: '理由' }).fill('全社に影響');
	for (const role of ['インシデントマネージャー', '連絡責任者', '技術責任者']) {
		await form.getByRole('combobox', { name: role }).click();
		await lead.getByRole('option').nth(1).click();
	}
	await examine(lead, 'deciding on a major incident');
	await form.getByRole('button', { name: '承認', exact: true }).click();
	await dialogClosed(lead);
	await lead.getByRole('heading', { name: '重大インシデント' }).waitFor();
	await press(lead, '状況報告');
	await form.getByRole('textbox', { name: '状況報告' }).fill('中継サーバーを再起動しています。');
	await form.getByRole('button', { name: '状況報告', exact: true }).click();
	await dialogClosed(lead);
	await lead.getByRole('listitem').filter({ hasText: '中継サーバーを再起動しています。' }).waitFor();
	// another report of the same becomes its child
	await follow(agent, `/tickets/${child}`);
	await agent.getByRole('heading', { level: 1, name: `No mail since nine ${MARK}` }).waitFor();
	await agent.getByRole('button', { name: 'Link', exact: true }).click();
	await agent.getByRole('textbox', { name: 'Number' }).fill(parent);
	await agent.getByRole('combobox', { name: 'Relation' }).click();
	await agent.getByRole('option', { name: 'Parent incident' }).click();
	await agent.getByRole('button', { name: 'Link', exact: true }).last().click();
	await agent.getByRole('link', { name: parent }).first().waitFor();
	await lead.reload();
	await lead.getByRole('link', { name: new RegExp(`No mail since nine ${MARK}`) }).first().waitFor();
	await examine(lead, 'a major incident');
	await picture(lead, 'major');
	// its end is the child's, too
	await press(lead, '解決');
	await form.getByRole('combobox').first().click();
	await lead.getByRole('option', { name: '修正済み' }).click();
	await form.getByRole('textbox', { name: '解決内容' }).fill('中継サーバーが復旧しました。');
	await form.getByRole('button', { name: '解決', exact: true }).click();
	await dialogClosed(lead);
	await follow(agent, `/tickets/${child}`);
	await agent.locator('main').getByText('Resolved').first().waitFor();
	await press(lead, '事後レビュー');
	await form.getByRole('textbox', { name: '事後レビュー' }).fill('予備の中継サーバーを用意する。');
	await form.getByRole('button', { name: '事後レビュー', exact: true }).click();
	await dialogClosed(lead);

	await Promise.all([agent, lead].map((page) => page.context().close()));

	// the first look at the queue, with nothing kept
	const first = await report('最初に見える');
	const paints = [];
	for (const line of [undefined, { latency: 60, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000, offline: false }]) {
		paints.push({ line: line ? '60 ms, 10 Mbit/s' : 'loopback', ...(await firstPaint(line)) });
	}
	keep('first-paint', paints);
	await api('agent1', 'POST', `/incidents/${first}/actions/cancel`, { reason: '試行の終わり' });
	// a page that is waited for longer is not waited for
	assert.ok(
		paints.every(({ firstPaintMs, firstRowMs }) => firstPaintMs < 3000 && firstRowMs < 3000),
		`the queue is there within three seconds: ${JSON.stringify(paints)}`
	);

	assert.deepEqual(wrong, [], 'nothing was wrong on the way');
}
catch (error) {
	await tell(browser);
	throw error;
}
finally {
	await browser.close();
}
