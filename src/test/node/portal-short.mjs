/**
 * A short day in the portal, for every build: a reporter reports an incident with a file on a phone, an agent takes it from
 * the queue and resolves it, the reporter confirms, an approver votes on a change, and an agent claims a task in Tasklist.
 * The long days, with every screen, are in portal.mjs and the scripts beside it. Fails on the first step that fails, on any
 * error in the browser's console and on any answer that is an error.
 *
 * node portal-short.mjs BASE_URL
 */
import assert from 'node:assert/strict';

import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { act, api, castVote, enter, examine, follow, PHONE, PICTURE, resolve, statusOf, step, tell, wrong } from './portal-session.mjs';
import { enterTasklist, openTask } from './tasklist-session.mjs';

const MARK = Date.now().toString(36);
const TITLE = `会議室のカメラが映らない ${MARK}`;

const browser = await openBrowser({ letters: PORTAL_LETTERS });
try {
	let phone;
	let desk;
	let number;

	await step('reporter signs in on a phone', async () => {
		phone = await enter(browser, 'reporter1', { viewport: PHONE });
		await phone.waitForURL('**/my-tickets');
	});

	await step('reporter reports an incident with a file', async () => {
		await phone.locator('main').getByRole('link', { name: '新規登録' }).first().click();
		await phone.getByLabel('件名').fill(TITLE);
		await phone.getByLabel('説明').fill('今朝から映像が出ません。');
		await phone.locator('main input[type=file]').setInputFiles({ name: '画面.png', mimeType: 'image/png', buffer: PICTURE });
		await phone.getByText('画面.png').waitFor();
		await phone.getByRole('button', { name: '報告', exact: true }).click();
		await phone.waitForURL('**/tickets/INC*');
		number = phone.url().split('/').at(-1);
		await phone.getByRole('img', { name: '画面.png' }).waitFor();
	});

	await step('reporter finds the incident among their own tickets', async () => {
		await follow(phone, '/my-tickets');
		await phone.locator('main').getByRole('link', { name: TITLE }).click();
		await phone.getByRole('heading', { level: 1, name: TITLE }).waitFor();
	});

	await step('agent opens the incident from the queue by its link', async () => {
		desk = await enter(browser, 'agent1', { path: `/queue?view=open&q=${MARK}` });
		const link = desk.locator('main').getByRole('link', { name: TITLE });
		await link.waitFor();
		await examine(desk, 'queue');
		await link.click();
		await desk.waitForURL(`**/tickets/${number}`);
		await desk.getByRole('heading', { level: 1, name: TITLE }).waitFor();
	});

	await step('agent claims the incident of a team with one click', async () => {
		const { status, team } = await api('agent1', 'GET', `/incidents/${number}`);
		if (status === 'new' || !team) {
			const { teams } = await api('agent1', 'GET', '/auth/profile');
			await api('agent1', 'POST', `/incidents/${number}/actions/assign`, { team_id: teams[0].id });
			await desk.reload();
		}
		await desk.locator('main').getByRole('button', { name: '自分に割り当て', exact: true }).click();
		await desk.getByRole('status').filter({ hasText: '自分に割り当て：完了しました' }).waitFor();
		assert.equal((await api('agent1', 'GET', `/incidents/${number}`)).assignee?.username, 'agent1');
	});

	await step('agent starts work', async () => {
		await act(desk, 'agent1', number, 'start');
		assert.equal(await statusOf(number), 'in_progress');
	});

	await step('agent writes an internal note', async () => {
		await desk.getByPlaceholder('ノートを入力').fill('ケーブルを確認');
		await desk.keyboard.press('Control+Enter');
		await desk.getByRole('listitem').filter({ hasText: 'ケーブルを確認' }).waitFor();
	});

	await step('agent resolves the incident', () => resolve(desk, 'agent1', number, 'ケーブルを交換しました。'));

	await step('reporter confirms the resolution and does not see the internal note', async () => {
		await phone.reload();
		await phone.getByText('解決済み').first().waitFor();
		const resolution = phone.getByRole('region', { name: '解決内容' });
		await resolution.getByText('ケーブルを交換しました。').waitFor();
		await resolution.getByText(/返答がない場合は.+に自動クローズします。/).waitFor();
		await phone.getByRole('listitem').filter({ hasText: 'ケーブルを交換しました。' }).waitFor();
		const { y: shown } = await resolution.boundingBox();
		const { y: asked } = await phone.locator('button', { hasText: '解決を確認' }).first().boundingBox();
		assert.ok(shown < asked, 'the resolution stands above the buttons');
		assert.equal(await phone.getByText('ケーブルを確認').count(), 0);
		await act(phone, 'reporter1', number, 'confirm');
		assert.equal(await statusOf(number), 'closed');
	});

	await step('approver opens a change on the CAB page and approves it', async () => {
		const board = await api('changemanager', 'GET', '/change-boards/cab');
		const { id: approver } = (await api('admin', 'GET', '/users?q=cab1')).find(({ username }) => username === 'cab1');
		const team = await api('admin', 'POST', '/teams', { name: `委員会 ${MARK}` });
		await api('admin', 'PUT', `/teams/${team.id}/members/${approver}`);
		await api('changemanager', 'PUT', '/change-boards/cab', { team_ids: [team.id] });
		try {
			// risky enough for the board
			const item = await api('agent1', 'POST', '/cis', { name: `VPN装置 ${MARK}`, ci_class: 'server', tier: 1 });
			const { change_number: change } = await api('agent1', 'POST', '/changes', {
				title: `VPN装置の交換 ${MARK}`, implementation_plan: '交換', backout_plan: '戻す', test_plan: '疎通', ci_ids: [item.id],
				planned_start: '2032-03-04T13:00:00Z', planned_end: '2032-03-04T15:00:00Z', tasks: [{ title: '配線' }],
				risk_answers: { backout_tested: false, rehearsed: false, team_experience: 'none' },
			});
			await api('agent1', 'POST', `/changes/${change}/actions/submit`, {});
			await api('agent2', 'POST', `/changes/${change}/actions/assess`, { decision: 'approve' });
			const page = await enter(browser, 'cab1', { language: 'en', path: '/cab' });
			await page.locator('main').getByRole('link', { name: new RegExp(change) }).click();
			await page.waitForURL(`**/cab/${change}`);
			await page.getByRole('region', { name: 'My vote' }).getByRole('button', { name: 'Vote', exact: true }).waitFor();
			await examine(page, 'a change to decide about');
			await castVote(page, 'Approve', undefined, ['My vote', 'Vote']);
			const { status } = await api('agent1', 'GET', `/changes/${change}`);
			assert.equal(status, 'scheduled', 'the only vote approves the change');
			await page.context().close();
			await api('agent1', 'POST', `/changes/${change}/actions/cancel`, { reason: '試行の終わり' });
		}
		finally {
			await api('changemanager', 'PUT', '/change-boards/cab', { team_ids: board.teams.map(({ id }) => id) });
		}
	});

	await step('agent claims a task in Tasklist', async () => {
		const { incident_number: reported } = await api('reporter1', 'POST', '/incidents', { title: `時計がずれる ${MARK}`, priority: 'high' });
		const page = await enterTasklist(browser, 'agent1');
		await openTask(page, 'チームのキュー', reported);
		await page.getByRole('button', { name: '自分に割り当て' }).click();
		await page.locator('.disabled-form').waitFor({ state: 'detached' });
		assert.equal((await api('agent1', 'GET', `/incidents/${reported}`)).assignee?.username, 'agent1');
		await page.context().close();
		await api('agent1', 'POST', `/incidents/${reported}/actions/cancel`, { reason: '試行の終わり' });
	});

	assert.deepEqual(wrong, [], 'no errors were reported');
}
catch (error) {
	await tell(browser);
	throw error;
}
finally {
	await browser.close();
}
