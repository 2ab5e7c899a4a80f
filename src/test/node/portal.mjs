/**
 * Days in the portal, in a browser: a reporter reports with a picture on a phone, an agent takes the incident, starts
 * work, notes and resolves, the reporter confirms. Then every screen is looked at by axe-core, in both languages, light
 * and dark, wide and narrow. Fails on any finding, on a style or script that the content security policy refuses, and on
 * any answer that is an error.
 *
 * node portal.mjs BASE_URL [FOLDER_FOR_PICTURES [all]]
 */
import assert from 'node:assert/strict';
import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { act, all, api, base, DESK, dialogClosed, enter, examine, follow, PHONE, PICTURE, picture, resolve, statusOf, tell, wrong } from './portal-session.mjs';

const browser = await openBrowser({ letters: PORTAL_LETTERS });
try {
	// a reporter, on a phone
	const phone = await enter(browser, 'reporter1', { viewport: PHONE });
	await phone.waitForURL('**/my-tickets');
	await examine(phone, 'my tickets');
	await picture(phone, 'reporter');
	await phone.locator('main').getByRole('link', { name: '新規登録' }).first().click();
	await phone.getByLabel('件名').fill('会議室のカメラが映らない');
	await phone.getByLabel('説明').fill('今朝から映像が出ません。');
	await phone.locator('main input[type=file]').setInputFiles({ name: '画面.png', mimeType: 'image/png', buffer: PICTURE });
	await phone.getByText('画面.png').waitFor();
	await examine(phone, 'report');
	await picture(phone, 'report');
	await phone.getByRole('button', { name: '報告', exact: true }).click();
	await phone.waitForURL('**/tickets/INC*');
	const number = phone.url().split('/').at(-1);
	await phone.getByRole('img', { name: '画面.png' }).waitFor();
	await examine(phone, 'ticket of a reporter');

	// an agent, by keyboard where there is a key
	const desk = await enter(browser, 'agent1', { path: '/queue?view=open' });
	await desk.getByRole('link', { name: '会議室のカメラが映らない' }).first().waitFor();
	await examine(desk, 'queue');
	await picture(desk, 'queue');

	// on a laptop, and where somebody reads at 150 percent, titles can be read and nothing lies beside the page
	for (const width of [960, 1024, 1280]) {
		await desk.setViewportSize({ width, height: 720 });
		const { title, beside } = await desk.evaluate(() => ({
			title: [...document.querySelectorAll('main th')].find((head) => head.textContent === '件名').offsetWidth,
			beside: document.documentElement.scrollWidth - window.innerWidth,
		}));
		assert.ok(title >= 140, `at ${width} pixels titles have ${title}`);
		assert.ok(beside <= 0, `at ${width} pixels ${beside} lie beside the page`);
		await examine(desk, `queue at ${width}`);
	}
	await desk.setViewportSize(DESK);

	// each card leads to what it counts
	for (const [card, name] of [['in_work', '対応中'], ['resolved', '解決済み'], ['critical', '緊急'], ['open', '未完了']]) {
		const way = desk.locator('main').getByRole('button', { name: new RegExp(`^${name}`), pressed: false });
		await way.click();
		await desk.waitForURL(`**card=${card}*`);
		await desk.locator('main').getByRole('button', { name: new RegExp(`^${name}`), pressed: true }).waitFor();
	}

	// the list gets a name, and loses it again
	await desk.getByRole('button', { name: 'ビューを保存' }).click();
	await desk.getByLabel('ビューの名前').fill('朝の確認');
	await desk.getByRole('dialog').getByRole('button', { name: '保存' }).click();
	await desk.getByRole('heading', { level: 1, name: /朝の確認/ }).waitFor();
	await desk.getByRole('navigation').getByRole('link', { name: /朝の確認/ }).waitFor();
	await examine(desk, 'saved view');
	await desk.getByRole('button', { name: 'ビューを削除' }).click();
	await desk.getByRole('link', { name: /朝の確認/ }).waitFor({ state: 'detached' });

	// people are found, too
	await desk.keyboard.press('/');
	await desk.keyboard.type('agent2');
	const found = desk.getByRole('option').filter({ hasText: '田中 大輔' });
	await found.waitFor();
	await examine(desk, 'search');
	await found.click();
	await desk.waitForURL('**reporter_id=*');

	// a number jumps
	await desk.keyboard.press('/');
	await desk.keyboard.type(number.toLowerCase());
	await desk.keyboard.press('Enter');
	await desk.waitForURL(`**/tickets/${number}`);
	await desk.getByRole('heading', { name: '会議室のカメラが映らない' }).waitFor();
	const offered = (await api('agent1', 'GET', `/incidents/${number}/actions`)).map(({ name }) => name);
	if (offered.includes('assign')) {
		await desk.keyboard.press('a');
		await desk.getByRole('status').filter({ hasText: '完了しました' }).waitFor();
	}
	if ((await api('agent1', 'GET', `/incidents/${number}`)).status !== 'in_progress') {
		await act(desk, 'agent1', number, 'start');
	}
	await desk.getByRole('button', { name: '内部ノート' }).click();
	await desk.keyboard.press('Escape');
	await desk.getByPlaceholder('ノートを入力').fill('ケーブルを確認');
	await desk.keyboard.press('Control+Enter');
	await desk.getByRole('listitem').filter({ hasText: 'ケーブルを確認' }).waitFor();

	// somebody else is seen while they look and write, and is offered who can be mentioned
	const other = await enter(browser, 'agent2', { path: `/tickets/${number}` });
	await desk.getByRole('img', { name: '田中 大輔 閲覧中' }).waitFor();
	await other.getByPlaceholder('ノートを入力').click();
	await other.keyboard.type('確認を @agent1');
	await other.getByRole('option').filter({ hasText: '@agent1' }).waitFor();
	await examine(other, 'mention');
	await other.keyboard.press('Enter');
	assert.equal(await other.getByPlaceholder('ノートを入力').inputValue(), '確認を @agent1 ');
	await desk.getByRole('img', { name: '田中 大輔 入力中' }).waitFor();
	await other.getByRole('button', { name: '定型文' }).click();
	await other.getByRole('menuitem').first().waitFor();
	await examine(other, 'text modules');
	await other.context().close();
	await examine(desk, 'ticket');
	await picture(desk, 'ticket');

	// the reporter is asked, and the answer from the phone resumes the work
	await act(desk, 'agent1', number, 'hold', async (dialog) => {
		await dialog.getByRole('combobox').first().click();
		await desk.getByRole('option', { name: '報告者の回答待ち' }).click();
		await dialog.getByRole('textbox', { name: '報告者に返信' }).fill('ランプは点いていますか。');
	});
	assert.equal(await statusOf(number), 'on_hold');
	await phone.reload();
	await phone.getByRole('listitem').filter({ hasText: 'ランプは点いていますか。' }).waitFor();
	await phone.getByPlaceholder('メッセージを入力').fill('ランプは消えています。');
	await phone.getByRole('button', { name: '送信', exact: true }).click();
	await phone.getByRole('listitem').filter({ hasText: 'ランプは消えています。' }).waitFor();
	await examine(phone, 'an answer of the reporter');
	await desk.getByRole('listitem').filter({ hasText: 'ランプは消えています。' }).waitFor();
	assert.equal(await statusOf(number), 'in_progress', 'the answer ends the hold');

	await resolve(desk, 'agent1', number, 'ケーブルを交換しました。', async () => {
		await examine(desk, 'dialogue of an action');
		await picture(desk, 'action');
	});

	// it did not help: the reporter says so, and then the agent sees so
	for (const [page, user, reason] of [[phone, 'reporter1', 'まだ映りません。'], [desk, 'agent1', '別の会議室でも映りません。']]) {
		await page.reload();
		await act(page, user, number, 'reopen', (dialog) => dialog.getByRole('textbox').last().fill(reason));
		await page.getByRole('listitem').filter({ hasText: reason }).waitFor();
		assert.notEqual(await statusOf(number), 'resolved');
		await desk.reload();
		await resolve(desk, 'agent1', number, 'カメラを交換しました。');
	}
	assert.equal((await api('agent1', 'GET', `/incidents/${number}`)).reopen_count, 2);

	// the reporter sees it, and does not see the internal note
	await phone.reload();
	await phone.getByText('解決済み').first().waitFor();
	assert.equal(await phone.getByText('ケーブルを確認').count(), 0, 'the internal note is not for the reporter');
	await act(phone, 'reporter1', number, 'confirm');
	assert.equal((await api('agent1', 'GET', `/incidents/${number}`)).status, 'closed');
	// and is asked how it was
	await phone.getByRole('heading', { name: 'どの程度満足していますか' }).waitFor();
	await phone.locator('label').filter({ hasText: '5段階の4' }).click();
	assert.equal(await phone.getByRole('radio', { name: '5段階の4' }).isChecked(), true);
	await phone.getByLabel('コメント（任意）').fill('早く直りました。');
	await examine(phone, 'satisfaction');
	await picture(phone, 'satisfaction');
	await phone.getByRole('button', { name: '回答', exact: true }).click();
	await phone.getByRole('heading', { name: 'どの程度満足していますか' }).waitFor({ state: 'detached' });
	await desk.reload();
	await desk.getByText('早く直りました。').waitFor();

	// a search is narrowed by the way in and by what forms keep, and says so in its address
	const seeker = await enter(browser, 'agent1', { path: `/search?q=${encodeURIComponent('会議室のカメラ')}` });
	await seeker.getByRole('combobox', { name: '受付経路' }).click();
	await seeker.getByRole('option', { name: 'ポータル', exact: true }).click();
	await seeker.waitForURL('**source=*');
	await seeker.getByRole('link', { name: '会議室のカメラが映らない' }).first().waitFor();
	await seeker.getByRole('button', { name: 'フォームの項目' }).click();
	await seeker.getByRole('dialog').getByRole('combobox').fill('システム');
	await seeker.getByRole('option', { name: 'システム', exact: true }).first().click();
	await seeker.getByRole('dialog').getByLabel(/含まれる文字/).fill('ERP');
	await examine(seeker, 'what forms keep in a search');
	await seeker.getByRole('dialog').getByRole('button', { name: '絞り込む', exact: true }).click();
	await seeker.waitForURL('**field=*');
	await seeker.getByText('この条件に合うものはありません。').waitFor();
	await examine(seeker, 'a search that is narrowed');
	await seeker.context().close();

	// the figures that are there for everybody, and on a wall
	const looked = await enter(browser, 'agent1', { path: '/figures' });
	for (const show of ['overview', 'sla', 'work', 'backlog', 'changes', 'problems', 'knowledge', 'availability', 'aims']) {
		for (const wall of ['', '&tv=1']) {
			await follow(looked, `/figures?show=${show}${wall}`);
			await examine(looked, `figures: ${show}${wall}`);
		}
	}
	await looked.context().close();

	// a change is planned
	const change = await api('agent1', 'POST', '/changes', {
		title: '基幹スイッチの交換', reason: '保守の期限', implementation_plan: '夜間に交換', backout_plan: '元に戻す', test_plan: '疎通を確認',
		ci_ids: [(await api('agent1', 'GET', '/cis?limit=1'))[0]?.id].filter(Boolean),
		planned_start: '2031-01-11T13:00:00Z', planned_end: '2031-01-11T17:00:00Z',
		risk_answers: { backout_tested: false, rehearsed: false, team_experience: 'none' }, tasks: [{ title: '交換' }],
	});
	const rfc = change.change_number;
	const planner = await enter(browser, 'agent1', { path: `/changes/${rfc}/plan` });
	await planner.getByLabel('変更の理由').fill('保守の期限が近い');
	await planner.getByRole('button', { name: '作業を追加' }).click();
	await planner.getByLabel('作業名').last().fill('疎通の確認');
	await planner.getByRole('button', { name: '保存' }).click();
	await planner.waitForURL(`**/tickets/${rfc}`);
	await planner.getByText('疎通の確認').first().waitFor();
	await api('agent1', 'POST', `/changes/${rfc}/actions/submit`, {});
	await api('agent2', 'POST', `/changes/${rfc}/actions/assess`, { decision: 'approve' });

	// figures are put together, and looked at
	const counted = await enter(browser, 'agent1', { path: '/figures' });
	await counted.getByRole('button', { name: 'ダッシュボードを作成' }).click();
	const made = counted.getByRole('dialog');
	await made.getByLabel('名前').fill('朝会');
	await made.getByRole('listitem').nth(1).getByLabel('表示').click();
	await counted.getByRole('option', { name: '優先度別' }).click();
	await made.getByRole('button', { name: '指標を追加' }).click();
	await examine(counted, 'a dashboard to make');
	await made.getByRole('button', { name: '保存' }).click();
	await dialogClosed(counted);
	await counted.waitForURL(/show=[0-9a-f-]{36}/);
	await counted.getByRole('button', { name: '朝会', pressed: true }).waitFor();
	await examine(counted, 'a dashboard of figures');
	await picture(counted, 'dashboard');
	const board = new URL(counted.url()).searchParams.get('show');

	// every screen, in both languages, light and dark, wide and narrow
	const looks = [
		{ language: 'en', scheme: 'dark', viewport: DESK },
		{ language: 'en', scheme: 'light', viewport: PHONE },
		{ language: 'ja', scheme: 'dark', viewport: PHONE },
	];
	for (const look of looks) {
		const agent = await enter(browser, 'agent1', { ...look, path: '/queue' });
		for (const path of ['/queue', '/queue?view=mine&kind=problems', `/tickets/${number}`, '/new', '/new/changes', '/my-tickets', '/nowhere', '/not-allowed']) {
			await agent.goto(`${base}${path}`);
			await examine(agent, `${path} ${look.language} ${look.scheme} ${look.viewport.width}`);
			if (all) {
				await picture(agent, `${path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '')}-${look.language}-${look.scheme}-${look.viewport.width}`);
			}
		}
		for (const path of [`/tickets/${rfc}`, '/cab', '/calendar?day=2031-01-11&show=month', '/calendar?day=2031-01-11&show=list', '/cmdb', '/suppliers', '/suppliers/contracts', '/search?q=VPN', '/on-call', '/announcements', `/figures?show=${board}`, '/settings']) {
			await follow(agent, path);
			if (path === '/settings') {
				await agent.getByRole('button', { name: look.language === 'ja' ? '自分のチケットの内訳' : 'Details of My tickets' }).click();
				await agent.getByRole('button', { name: look.language === 'ja' ? '不在を登録' : 'Register an absence' }).click();
				const from = agent.getByLabel(look.language === 'ja' ? '開始' : 'From', { exact: true });
				await from.fill('2028-01-05 1430');
				await from.blur();
				assert.equal(await from.inputValue(), look.language === 'ja' ? '2028/01/05 14:30' : '5 Jan 2028, 14:30');
			}
			await examine(agent, `${path} ${look.language} ${look.scheme} ${look.viewport.width}`);
			if (all) {
				await picture(agent, `${path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '')}-${look.language}-${look.scheme}-${look.viewport.width}`);
			}
		}
		await agent.context().close();
		const administrator = await enter(browser, 'admin', { ...look, path: '/admin' });
		const lists = ['users', 'roles', 'grants', 'teams', 'categories', 'sites', 'departments', 'boards', 'freezes', 'recurring', 'notices', 'calendars', 'absences', 'access', 'audit'];
		const connections = ['mailboxes', 'alerts', 'webhooks', 'clients'];
		for (const page of [...lists.map((name) => `/admin/${name}`), ...connections.map((name) => `/connections/${name}`)]) {
			await follow(administrator, page);
			await examine(administrator, `${page} ${look.language} ${look.scheme} ${look.viewport.width}`);
		}
		await administrator.context().close();
	}
	await api('agent1', 'DELETE', `/dashboards/${board}`);
	await api('agent1', 'POST', `/changes/${rfc}/actions/cancel`, { reason: '試行の終わり' });
	const lost = await enter(browser, 'agent1', { path: '/tickets/INC9999999' }).catch((error) => error);
	assert.ok(!(lost instanceof Error), `a ticket that is not there has a page: ${lost}`);
	assert.deepEqual(wrong.filter((one) => !one.includes('INC9999999') && !/status of 404/.test(one)), [], 'nothing was wrong on the way');
}
catch (error) {
	await tell(browser);
	throw error;
}
finally {
	await browser.close();
}

