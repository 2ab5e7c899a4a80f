/**
 * A process owner's day in the portal: a decision table is changed, tried on past tickets, checked, deployed, compared and
 * given up again; so is a form; a process is tried step by step; a broken drawing is refused in words, a good one is deployed; a ticket is brought along and goes back; what
 * really happened is seen over the picture; and where models need approval, a drawing is proposed as a change and activated while that is carried out.
 *
 * node portal-processes.mjs BASE_URL [FOLDER_FOR_PICTURES]
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { api, base, dialogClosed, enter, examine, fire, follow, PHONE, picture, saidDone, wrong } from './portal-session.mjs';

const MARK = Date.now().toString(36);
const main = (page) => page.locator('main');
const button = (within, name) => within.getByRole('button', { name, exact: true });

async function own(key) {
	const versions = await api('owner', 'GET', `/models/${key}/versions`);
	return versions.find(({ in_force: inForce }) => inForce).own;
}

async function giveUp(page, key) {
	await follow(page, `/processes/${key}`);
	await button(main(page), '共有モデルに戻す').click();
	await button(page.getByRole('dialog'), '共有モデルに戻す').click();
	await saidDone(page, '共有モデルに戻しました');
	assert.equal(await own(key), false);
}

/** Changes a cell as one types. */
async function type(page, cell, text) {
	await cell.click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(text);
	await page.keyboard.press('Escape');
}

async function changeATable(browser) {
	await api('agent1', 'POST', '/incidents', { title: `優先度の確認 ${MARK}`, priority: 'medium', impact: 'low', urgency: 'critical' });
	const page = await enter(browser, 'owner', { path: '/processes' });
	await examine(page, 'processes');
	await main(page).locator('a[href="/processes/incident-priority"]').click();
	const table = main(page).locator('.tjs-table');
	await table.waitFor();
	await table.getByText('条件', { exact: true }).waitFor();
	await picture(page, 'table');
	const row = table.getByRole('row').filter({ hasText: '"low"' }).filter({ hasText: '影響度 小・緊急度 緊急' });
	const cell = row.locator('td.output-cell').first();
	assert.equal((await cell.innerText()).trim(), '"medium"');
	await type(page, cell, '"low"');
	await page.getByText('変更はまだデプロイされていません').waitFor();
	await button(main(page), '過去のチケットで確認').click();
	await saidDone(page, /結果が変わるチケット：[1-9]/);
	await page.getByRole('region', { name: '過去のチケットで確認' }).getByText('priority: medium').first().waitFor();
	await examine(page, 'a changed table');
	await button(main(page), 'ファイルを確認してデプロイ').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByText('誤りはありません').waitFor();
	assert.match(await dialog.getByRole('list', { name: '違い' }).innerText(), /incident-priority/);
	await examine(page, 'what a change of a table does');
	assert.equal(await button(dialog, 'デプロイ').isDisabled(), true, 'a deployment has a reason');
	await dialog.getByLabel('理由').fill(`影響の小さい故障は急がない ${MARK}`);
	await button(dialog, 'デプロイ').click();
	await saidDone(page, 'デプロイしました');
	await dialogClosed(page);
	assert.equal(await own('incident-priority'), true);
	const made = await api('agent1', 'POST', '/incidents', { title: `新しい優先度 ${MARK}`, priority: 'medium', impact: 'low', urgency: 'critical' });
	assert.equal(made.priority, 'low');
	await page.getByRole('tab', { name: 'バージョン' }).click();
	await page.getByText(`影響の小さい故障は急がない ${MARK}`).waitFor();
	await button(main(page), '有効なものとの違い').last().click();
	await page.getByRole('list', { name: '違い' }).getByRole('listitem').first().waitFor();
	await examine(page, 'versions of a table');
	await giveUp(page, 'incident-priority');
	return page;
}

async function changeAForm(page) {
	const label = `保留の理由 ${MARK} / Hold reason`;
	await follow(page, '/processes/incident?view=forms');
	await main(page).getByRole('link', { name: /^work-on-incident/ }).click();
	const editor = main(page).locator('.fjs-editor-container');
	await editor.locator('.fjs-form-field').filter({ hasText: '保留理由' }).first().waitFor();
	await examine(page, 'a form');
	await editor.locator('.fjs-form-field').filter({ hasText: '保留理由' }).first().click();
	await editor.getByText('General', { exact: true }).click();
	await editor.getByLabel('Field label').fill(label);
	await page.getByText('変更はまだデプロイされていません').waitFor();
	await picture(page, 'form');
	await button(main(page), 'ファイルを確認してデプロイ').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByText('誤りはありません').waitFor();
	await dialog.getByText(/フォームを使うプロセスも一緒にデプロイします：.*incident\.bpmn/).waitFor();
	await dialog.getByLabel('理由').fill(`言葉を合わせる ${MARK}`);
	await button(dialog, 'デプロイ').click();
	await saidDone(page, 'デプロイしました');
	await dialogClosed(page);
	const file = await page.context().request.get(`${base}/api/v1/models/work-on-incident/versions/1/file`);
	const { components, schemaVersion } = await file.json();
	assert.equal(schemaVersion, 16);
	assert.equal(components.find(({ key }) => key === 'hold_reason').label, label);
	assert.equal(await own('incident'), true);
	await giveUp(page, 'incident');
	await giveUp(page, 'work-on-incident');
}

/** What the owner asks in the form of a report, a reporter is asked on a phone, and everybody finds it on the ticket. */
async function askMoreOfReports(page, browser) {
	const files = new URL('../../../', import.meta.url);
	const form = JSON.parse(readFileSync(new URL('forms/incident/report-incident.form', files), 'utf8'));
	form.components.splice(2, 0, {
		type: 'radio', id: 'place_of_work', key: 'place_of_work', label: '勤務場所 / Place of work', validate: { required: true }, properties: { keep: 'yes' },
		values: [{ value: 'office', label: 'オフィス / Office' }, { value: 'home', label: '自宅 / Home' }],
	}, {
		type: 'textfield', id: 'line_at_home', key: 'line_at_home', label: '自宅の回線 / Line at home', properties: { keep: 'yes' },
		conditional: { hide: '=place_of_work != "home"' },
	});
	await follow(page, '/processes');
	await button(main(page), 'ファイルを確認してデプロイ').click();
	const dialog = page.getByRole('dialog');
	await dialog.locator('input[type=file]').setInputFiles([
		{ name: 'incident.bpmn', mimeType: 'application/xml', buffer: readFileSync(new URL('processes/incident/incident.bpmn', files)) },
		{ name: 'report-incident.form', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(form)) },
	]);
	await dialog.getByText('誤りはありません').waitFor();
	await dialog.getByLabel('理由').fill(`在宅での障害を見分ける ${MARK}`);
	await button(dialog, 'デプロイ').click();
	await saidDone(page, 'デプロイしました');
	await dialogClosed(page);

	const phone = await enter(browser, 'reporter1', { viewport: PHONE, path: '/new' });
	await phone.getByLabel('件名').fill(`会議の音が途切れる ${MARK}`);
	await phone.getByRole('button', { name: '報告', exact: true }).click();
	await phone.getByText('入力してください。').first().waitFor();
	assert.equal(await phone.getByLabel('自宅の回線').count(), 0);
	await phone.getByRole('combobox', { name: '勤務場所' }).click();
	await phone.getByRole('option', { name: '自宅' }).click();
	await phone.getByLabel('自宅の回線').fill('光回線');
	await examine(phone, 'a report as its owner asks');
	await picture(phone, 'report-of-an-owner');
	await phone.getByRole('button', { name: '報告', exact: true }).click();
	await phone.waitForURL('**/tickets/INC*');
	const number = phone.url().split('/').at(-1);
	await phone.context().close();
	const desk = await enter(browser, 'agent1', { path: `/tickets/${number}` });
	await desk.getByText('勤務場所').first().waitFor();
	await desk.getByText('光回線').first().waitFor();
	await desk.context().close();
	const { fields } = await api('agent1', 'GET', `/incidents/${number}`);
	assert.deepEqual(fields, { place_of_work: 'home', line_at_home: '光回線' });
	await api('agent1', 'POST', `/incidents/${number}/actions/cancel`, { reason: '試行の終わり' });
	await giveUp(page, 'incident');
	await giveUp(page, 'report-incident');
}

async function deploy(page, name, xml) {
	await follow(page, '/processes');
	await button(main(page), 'ファイルを確認してデプロイ').click();
	const dialog = page.getByRole('dialog');
	await dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(xml) });
	return dialog;
}

/** What is in force, step by step on a ticket that is never there. */
async function tryAProcess(page) {
	const title = `試行 ${MARK}`;
	await follow(page, '/processes/incident?view=trial');
	await main(page).getByLabel('件名').fill(title);
	await button(main(page), '登録してみる').click();
	const steps = main(page).getByRole('listitem').filter({ hasText: '→' });
	await steps.first().waitFor();
	await main(page).locator('.djs-container').waitFor();
	await button(main(page), '割り当て').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: '割り当て' }).waitFor();
	await examine(page, 'a step of a trial');
	await button(dialog, '割り当て').click();
	await dialogClosed(page);
	await picture(page, 'trial');
	await examine(page, 'a trial');
	await button(main(page), '一歩戻る').click();
	const latest = await api('agent1', 'GET', '/incidents?limit=50&sort=-created_at');
	assert.ok(latest.length > 0 && latest.every((incident) => incident.title !== title), 'nothing of a trial stays');
}

async function changeAProcess(page) {
	const { problem_number: number } = await api('agent1', 'POST', '/problems', { title: `移行の確認 ${MARK}`, description: '原因は不明', priority: 'low' });
	const xml = await (await page.context().request.get(`${base}/api/v1/models/problem/versions/shared/file`)).text();
	assert.match(xml, /risk_accepted/);
	const broken = await deploy(page, 'problem.bpmn', xml.replace('formRef="confirm-fix"', 'formRef="no-such-form"'));
	await broken.getByText(/誤りが\d+件あるため/).waitFor();
	await broken.getByText('no-such-form').first().waitFor();
	await examine(page, 'a broken drawing');
	await button(broken, 'キャンセル').click();
	const dialog = await deploy(page, 'problem.bpmn', xml.replaceAll('value="risk_accepted"', 'value="risk_kept"'));
	await dialog.getByRole('list', { name: '違い' }).getByText('risk_kept').first().waitFor();
	await button(dialog, '過去のチケットで確認').click();
	await dialog.getByText(/件を確認しました/).waitFor();
	await button(dialog, '試行').click();
	await button(dialog, '登録してみる').click();
	await dialog.getByRole('heading', { name: '経過' }).waitFor();
	await dialog.locator('.djs-container').waitFor();
	await examine(page, 'a drawing that is tried');
	await dialog.getByLabel('理由').fill(`言葉を改める ${MARK}`);
	await button(dialog, 'デプロイ').click();
	await saidDone(page, 'デプロイしました');
	await dialogClosed(page);
	await follow(page, '/processes/problem');
	await main(page).locator('.djs-container').waitFor();
	await main(page).locator('.tickets').first().waitFor();
	await examine(page, 'the picture of a process');
	await page.getByRole('tab', { name: 'チケットの移行' }).click();
	await button(main(page), '試行').click();
	await saidDone(page, /試行 · 完了 · .*移せます \d+/);
	await examine(page, 'a tried migration');
	await button(main(page).getByRole('row').filter({ hasText: number }), 'これだけ移す').click();
	await saidDone(page, '移行済み 1');
	await button(main(page), '元に戻す').click();
	await saidDone(page, /元に戻しました/);
	await saidDone(page, '元のバージョン 1');
	await main(page).getByRole('link', { name: number }).click();
	await page.getByRole('heading', { level: 1, name: `移行の確認 ${MARK}` }).waitFor();
	await giveUp(page, 'problem');
	await follow(page, '/processes?tab=releases');
	await page.getByText(`言葉を改める ${MARK}`).waitFor();
	await examine(page, 'releases');
}

/** What really happened, over the picture, and the tickets behind it. */
async function seeWhatHappened(page) {
	const network = (await api('agent1', 'GET', '/categories?limit=100')).find(({ name }) => name === 'ネットワーク').id;
	const { id } = await api('agent1', 'POST', '/incidents', { title: `無線が切れる ${MARK}`, priority: 'medium', category_id: network });
	await api('network1', 'POST', `/incidents/${id}/actions/start`, {});
	await api('network1', 'POST', `/incidents/${id}/actions/hold`, { hold_reason: 'awaiting_vendor' });
	await api('network1', 'POST', `/incidents/${id}/actions/resume`, {});
	await follow(page, '/processes/incident');
	await page.getByRole('tab', { name: '実績' }).click();
	await main(page).locator('.tickets').first().waitFor();
	await main(page).locator('[class*=heat-]').first().waitFor();
	const found = main(page).getByRole('region', { name: '気づき' }).getByRole('row').filter({ hasText: '長い待ち' }).first();
	await found.waitFor();
	await picture(page, 'flow');
	await examine(page, 'what happened in a process');
	await button(found, 'チケット').click();
	await page.getByRole('dialog').getByRole('link', { name: /^INC/ }).first().waitFor();
	await button(page.getByRole('dialog'), '閉じる').click();
	await main(page).getByRole('region', { name: '経路' }).getByText('→').first().waitFor();
	const log = await page.context().request.get(`${base}${await main(page).getByRole('link', { name: 'ログ（XES）' }).getAttribute('href')}`);
	assert.match(await log.text(), /<log [^>]*xes.version="1849.2016"/);
}

async function lookInEnglishOnAPhone(browser) {
	const page = await enter(browser, 'owner', { language: 'en', viewport: PHONE, path: '/processes/incident-priority' });
	await main(page).locator('.tjs-table').waitFor();
	await examine(page, 'a table on a phone');
	await follow(page, '/processes/incident');
	await main(page).locator('.djs-container').waitFor();
	await examine(page, 'a process on a phone');
	await follow(page, '/processes/incident?view=trial');
	await button(main(page), 'Report it').click();
	await main(page).getByRole('heading', { name: 'What happened' }).waitFor();
	await examine(page, 'a trial on a phone');
	await follow(page, '/processes/incident?view=flow');
	await main(page).locator('.tickets').first().waitFor();
	await main(page).getByRole('region', { name: 'Findings' }).waitFor();
	await examine(page, 'what happened in a process on a phone');
}

/** Where models need approval, a drawing comes into force as a change. */
async function proposeAProcess(page, browser) {
	const admin = await enter(browser, 'admin', { path: '/admin/organization' });
	await admin.getByRole('checkbox', { name: /ほかの人が承認した変更でのみ/ }).click();
	await admin.getByRole('checkbox', { name: /ほかの人が承認した変更でのみ/, checked: true }).waitFor();
	await examine(admin, 'approval of models');
	await admin.context().close();
	const xml = await (await page.context().request.get(`${base}/api/v1/models/problem/versions/shared/file`)).text();
	const dialog = await deploy(page, 'problem.bpmn', xml.replaceAll('value="risk_accepted"', 'value="risk_carried"'));
	await dialog.getByText('モデルを有効にするには承認が必要です').waitFor();
	await dialog.getByLabel('理由').fill(`言葉を合わせる ${MARK}`);
	await dialog.getByRole('checkbox', { name: /処理中のチケットも新しいバージョンへ/ }).check();
	await examine(page, 'a drawing that needs approval');
	await button(dialog, '変更として提案').click();
	await page.waitForURL('**/tickets/CHG*');
	const number = page.url().split('/').at(-1);
	await main(page).getByRole('list', { name: '違い' }).getByText('risk_carried').first().waitFor();
	await examine(page, 'a change that proposes a release');
	assert.equal(await button(main(page), '有効にする').count(), 0, 'nothing is approved yet');
	const start = new Date(Date.now() + 3_600_000);
	const { id } = await api('agent1', 'PATCH', `/changes/${number}`, {
		planned_start: start.toISOString(), planned_end: new Date(start.getTime() + 3_600_000).toISOString(),
		risk_answers: { backout_tested: true, rehearsed: true, team_experience: 'much' },
	});
	await api('agent1', 'POST', `/changes/${number}/actions/submit`, {});
	await api('agent2', 'POST', `/changes/${number}/actions/assess`, { decision: 'approve' });
	await fire(id, 'startTimeReached');
	await api('agent1', 'POST', `/changes/${number}/actions/start`, {});
	await follow(page, `/tickets/${number}`);
	await button(main(page), '有効にする').click();
	await saidDone(page, 'リリースを有効にしました');
	await main(page).getByRole('link', { name: '移行を開く' }).waitFor();
	await examine(page, 'a release that a change put in force');
	await picture(page, 'proposal');
	assert.equal(await own('problem'), true);
	const { release_id: release } = (await api('owner', 'GET', '/models/proposals'))[0];
	await api('owner', 'POST', `/models/releases/${release}/rollback`, { comment: '試行の終わり' });
	assert.equal(await own('problem'), false);
	await api('agent1', 'POST', `/changes/${number}/actions/finish`, { outcome: 'successful_with_issues' });
}

const browser = await openBrowser({ letters: PORTAL_LETTERS });
try {
	const page = await changeATable(browser);
	await changeAForm(page);
	await askMoreOfReports(page, browser);
	await tryAProcess(page);
	await changeAProcess(page);
	await seeWhatHappened(page);
	await lookInEnglishOnAPhone(browser);
	await proposeAProcess(page, browser);
	assert.deepEqual(wrong, [], 'nothing was wrong on the way');
}
catch (error) {
	console.error(wrong.join('\n'));
	throw error;
}
finally {
	await api('admin', 'PATCH', '/tenant', { releases_need_approval: false });
	for (const key of ['incident-priority', 'incident', 'work-on-incident', 'problem']) {
		if (await own(key)) {
			await api('owner', 'DELETE', `/models/${key}/variant`).catch(() => undefined);
		}
	}
	await browser.close();
}
