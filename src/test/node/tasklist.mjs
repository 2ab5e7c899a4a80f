/**
 * An agent's way through Tasklist in a browser: signs in on a slow line, finds an incident in the team's queue, takes it,
 * starts work in the form, is refused in words, looks at its ticket, and sees what others do; then once more on a phone.
 * Fails where the end state or any answer on the way is wrong.
 *
 * node tasklist.mjs BASE_URL [PICTURE]
 */
import assert from 'node:assert/strict';

import { openBrowser } from './browser.mjs';
import { api, base, PHONE, pictures as picture, wrong } from './portal-session.mjs';
import { enterTasklist, openTask } from './tasklist-session.mjs';

const browser = await openBrowser();
const enter = (user, look) => enterTasklist(browser, user, look);

/** What is seen of the texts' own names, where the text itself should stand. */
async function keysShown(page) {
	const placeholders = await page.locator('[placeholder]').evaluateAll((all) => all.map(({ placeholder }) => placeholder));
	return [await page.locator('body').innerText(), ...placeholders].join(' ').match(/\b[A-Z]{2,}(_[A-Z]+)+\b/g);
}

const categories = await api('agent1', 'GET', '/categories?limit=100');
const item = await api('agent1', 'POST', '/cis', { name: `VPN装置 ${Date.now()}`, ci_class: 'server', tier: 1 });
const incident = await api('reporter1', 'POST', '/incidents', {
	title: '在宅勤務のVPNにつながらない / VPN down', description: '朝9時から', priority: 'high',
	category_id: categories.find(({ name }) => name === 'ネットワーク').id,
});
const of = `/incidents/${incident.id}`;

async function takesAndStarts(page) {
	assert.equal(await page.locator('.sort-by').first().innerText(), '期限', 'what is due soonest stands first');
	assert.equal(await page.locator('.sorting-choice .glyphicon-menu-up').count(), 1, 'in the order of time');
	for (const filter of ['自分のタスク', '未割り当て', '期限が近い順', '未完了すべて', 'チームのキュー']) {
		await page.getByText(filter).first().waitFor();
	}
	await openTask(page, 'チームのキュー', incident.incident_number);
	await page.getByText('対応開始').waitFor();
	assert.equal(await keysShown(page), null, 'every text is there, on a slow line too');
	for (const closed of ['.task-filter .glyphicon-pencil', '.followup-date', '.task-card .groups', '.instance-link', '.task-card .tenant-id']) {
		assert.equal(await page.locator(closed).filter({ visible: true }).count(), 0, `${closed} would only be refused`);
	}
	assert.equal(await page.locator('.task-card .nav-tabs li').count(), 3, 'no tab without anything to read');
	assert.equal(await page.locator('textarea').first().inputValue(), '朝9時から', 'the form shows the ticket');
	const due = () => page.locator('.task-card .due-date').innerText();
	const toRespond = await due();
	await page.getByRole('button', { name: '自分に割り当て' }).click();
	await page.locator('.disabled-form').waitFor({ state: 'detached' });
	await page.waitForFunction((before) => document.querySelector('.task-card .due-date').innerText !== before, toRespond);
	await page.locator('input[type=radio]').first().check();
	await page.getByRole('button', { name: '対応開始' }).click();
	await page.getByText('「対応開始」が完了しました。').waitFor();
	const started = await api('network1', 'GET', of);
	assert.equal(started.status, 'in_progress');
	assert.equal(started.assignee.username, 'network1');
	assert.ok(started.responded_at, 'claiming was the response');
}

async function isRefusedInWords(page) {
	await openTask(page, '自分のタスク', incident.incident_number);
	await page.getByText('保留', { exact: true }).click();
	await page.locator('.fjs-container').getByText('選択してください').first().click();
	await page.getByText('問題の解決待ち').click();
	await page.getByRole('button', { name: '保留', exact: true }).click();
	const field = page.locator('.fjs-form-field', { has: page.locator('.nagare-refusal') });
	await field.waitFor();
	assert.match(await field.innerText(), /保留理由[^]*関連付けて/, 'the refusal stands at its field');
	assert.equal(await page.locator('.page-notifications .alert-danger').count(), 0, 'and nowhere else');
	const [refusal] = wrong.splice(-1);
	assert.match(refusal, /submit-form/);
}

async function seesTheTicketAndWhatOthersDo(page) {
	await page.locator('.nav-tabs').getByText('チケット', { exact: true }).click();
	await page.getByRole('button', { name: '優先度の見直し' }).waitFor();
	if (picture) {
		await page.screenshot({ path: picture });
	}
	const tab = page.locator('.nagare-ticket');
	for (const text of ['対応中', 'カテゴリ', 'ネットワーク', '構成アイテム', item.name]) {
		await tab.getByText(text).first().waitFor();
	}
	const file = new FormData();
	file.append('file', new Blob(['vpn'], { type: 'text/plain' }), 'vpn.txt');
	await api('agent1', 'POST', `${of}/attachments`, file);
	const other = await api('reporter1', 'POST', '/incidents', { title: 'VPNが遅い', priority: 'low' });
	await api('agent1', 'POST', `${of}/links`, { target_id: other.id, type: 'related_to' });
	await api('network1', 'POST', `${of}/actions/hold`, { hold_reason: 'awaiting_vendor', comment: '業者に連絡した' });
	for (const text of ['ベンダー待ち', 'vpn.txt', other.incident_number, '業者に連絡した']) {
		await tab.getByText(text).first().waitFor();
	}
	await page.locator('.task-removed-alert, .no-task').filter({ visible: true }).first().waitFor();
	await api('agent1', 'POST', `/incidents/${other.id}/actions/cancel`, { reason: '試行の終わり' });
}

/** One language at a time; people by family name first in Japanese. */
async function readsOneLanguage() {
	const english = await enter('cab1', { language: 'en' });
	await english.locator('.task-filter').getByText('All open').first().waitFor();
	const views = await english.locator('.task-filters').innerText();
	assert.doesNotMatch(views, /[\u3040-\u30ff]/, 'no Japanese view for an English reader');
	await english.locator('.task-filter').getByText('All open').first().click();
	await english.locator('.tasks-list .process-definition').first().waitFor();
	assert.doesNotMatch((await english.locator('.tasks-list .process-definition').allInnerTexts()).join(' '), /[\u3040-\u30ff\u4e00-\u9fff]/);
	await english.context().close();
}

/** Risky enough for the board. */
async function changeBeforeTheBoard() {
	const { change_number: number } = await api('agent1', 'POST', '/changes', {
		title: 'VPN装置の交換', implementation_plan: '交換', backout_plan: '戻す', test_plan: '疎通', ci_ids: [item.id],
		planned_start: '2032-03-04T13:00:00Z', planned_end: '2032-03-04T15:00:00Z', tasks: [{ title: '配線' }],
		risk_answers: { backout_tested: false, rehearsed: false, team_experience: 'none' },
	});
	await api('agent1', 'POST', `/changes/${number}/actions/submit`, {});
	await api('agent2', 'POST', `/changes/${number}/actions/assess`, { decision: 'approve' });
	return number;
}

async function seatBoards() {
	const [cab] = (await api('agent1', 'GET', '/teams?limit=100')).filter(({ name }) => name === 'CAB');
	for (const board of ['cab', 'ecab']) {
		await api('changemanager', 'PUT', `/change-boards/${board}`, { team_ids: [cab.id] });
	}
}

async function votes() {
	await seatBoards();
	const number = await changeBeforeTheBoard();
	const page = await enter('cab1');
	await page.locator('[cam-widget-header]').getByText('渡辺 直美').first().waitFor();
	await openTask(page, '自分の投票', number);
	const field = (name) => page.locator(`.fjs-container [id$="-${name}"]`);
	await field('vote_tally').waitFor();
	assert.match(await field('vote_tally').inputValue(), /^賛成0・反対0・棄権0・条件付き0・未投票\d$/);
	assert.match(await field('vote_deadline').inputValue(), /^\d{4}\/\d\d\/\d\d（.）\d\d:\d\d$/);
	assert.equal(await field('own_vote').inputValue(), '自分の投票権：未投票');
	assert.match(await field('run_sheet').inputValue(), /^1\. .*（未完了）/);
	assert.match(await field('risk').inputValue(), /^[低中高緊急]+ \(\d × \d\)$/);
	await page.locator('.fjs-container').getByText('選択してください').first().click();
	await page.getByText('賛成', { exact: true }).last().click();
	await page.getByRole('button', { name: '投票', exact: true }).click();
	await page.getByText('「賛成」に投票しました。').waitFor();
	await page.context().close();
	await api('agent1', 'POST', `/changes/${number}/actions/cancel`, { reason: '試行の終わり' });
}

/** Camunda's start page and its addresses without anything behind them. */
async function leadsToThePortal(page) {
	await page.goto(`${base}/camunda/app/welcome/default/`);
	await page.waitForURL((url) => !url.pathname.startsWith('/camunda'));
	await page.goto(`${base}/camunda/nowhere`);
	await page.locator('main h1').waitFor();
}

async function readsOnAPhone() {
	const page = await enter('network1', { viewport: PHONE });
	await openTask(page, '自分のタスク', incident.incident_number);
	await page.getByText('再開', { exact: true }).waitFor();
	await page.waitForFunction(() => {
		const { top } = document.querySelector('.task-card').getBoundingClientRect();
		return top >= 0 && top < 200;
	});
}

try {
	await api('agent1', 'PATCH', of, { ci_ids: [item.id] });
	const page = await enter('network1', { slow: 1500 });
	await takesAndStarts(page);
	await isRefusedInWords(page);
	await seesTheTicketAndWhatOthersDo(page);
	await readsOneLanguage();
	await votes();
	await readsOnAPhone();
	await leadsToThePortal(page);
	await api('agent1', 'POST', `${of}/actions/cancel`, { reason: '試行の終わり' });
	// a task that somebody else ended is looked for once more, and is gone
	assert.deepEqual(wrong.filter((answer) => !/^404 GET .*\/default\/task\/[^/]+$/.test(answer)), [], 'every answer on the way was right, and the content security policy holds');
}
finally {
	await browser.close();
}
