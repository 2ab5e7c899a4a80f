/**
 * More days in the portal: somebody sets up what is theirs, an administrator sets up people, two agents meet at one ticket,
 * a line is lost and comes back, a change is dragged to another day, causes and items are seen as pictures.
 *
 * node portal-days.mjs BASE_URL [FOLDER_FOR_PICTURES]
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { api, base, choose, dialogClosed, enter, examine, field, follow, job, jobs, keep, openLine, PHONE, picture, push, tell, wrong } from './portal-session.mjs';

const MARK = Date.now().toString(36);
const PASSWORD = `correct horse ${MARK}`;
const DAY = 86_400_000;

/** The code that an authenticator app shows now (RFC 6238). */
function codeOf(secret, later = 0) {
	const bits = [...secret.replaceAll(/[=\s]/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor((Date.now() + later) / 30_000)));
	const hash = createHmac('sha1', key).update(counter).digest();
	const at = hash.at(-1) & 15;
	return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const browser = await openBrowser({ letters: PORTAL_LETTERS });
try {
	// an administrator: somebody new, in a new team, with a calendar that is looked at; and the audit log is intact
	const admin = await enter(browser, 'admin', { path: '/admin/users' });
	const newcomer = `n${MARK}`;
	await admin.getByRole('button', { name: '追加' }).click();
	const form = admin.getByRole('dialog');
	await form.getByLabel('ユーザー名').fill(newcomer);
	await form.getByLabel('姓').fill('森');
	await form.getByLabel(/^名\s/).fill('陽菜');
	await form.getByLabel('メール').fill(`${newcomer}@demo.example`);
	await form.getByLabel('ロール').click();
	await admin.getByRole('option', { name: 'エージェント' }).click();
	await form.getByLabel(/^パスワード/).fill(PASSWORD);
	await form.getByRole('button', { name: '保存' }).click();
	await form.waitFor({ state: 'detached' });
	await follow(admin, '/admin/teams');
	await admin.getByRole('button', { name: '追加' }).click();
	await form.getByLabel('名前').fill(`夜間対応 ${MARK}`);
	await choose(admin, form.getByRole('combobox', { name: '責任者' }), '佐藤');
	await form.getByRole('button', { name: '保存' }).click();
	await form.waitFor({ state: 'detached' });
	await admin.getByRole('row').filter({ hasText: `夜間対応 ${MARK}` }).getByRole('button', { name: 'メンバー' }).click();
	await choose(admin, form.getByRole('combobox'), '陽菜');
	await form.getByRole('listitem').filter({ hasText: '森 陽菜' }).waitFor();
	await examine(admin, 'members of a team');
	await form.getByRole('button', { name: '閉じる' }).click();
	// where people work, below another site
	await follow(admin, '/admin/sites');
	for (const [name, above] of [[`九州 ${MARK}`], [`福岡支店 ${MARK}`, `九州 ${MARK}`]]) {
		await admin.getByRole('button', { name: '追加' }).click();
		await form.getByLabel('名前').fill(name);
		if (above) {
			await form.getByLabel('上位').click();
			await admin.getByRole('option', { name: above }).click();
		}
		await form.getByRole('button', { name: '保存' }).click();
		await form.waitFor({ state: 'detached' });
	}
	await admin.getByRole('row').filter({ hasText: `福岡支店 ${MARK}` }).waitFor();
	await examine(admin, 'sites');
	// a role of the tenant's own, which the newcomer holds and then no longer
	await follow(admin, '/admin/roles');
	await admin.getByRole('button', { name: 'ロールを作成' }).click();
	await form.getByLabel('名前（日本語）').fill(`契約係 ${MARK}`);
	await form.getByLabel('名前（英語）').fill(`Contracts ${MARK}`);
	await form.getByLabel('キー').fill('operator');
	await form.getByRole('group', { name: 'ベンダーと契約' }).getByLabel('管理').check();
	await examine(admin, 'a role of the own');
	await form.getByRole('button', { name: '保存' }).click();
	await form.getByText('operator は製品に標準のロールです', { exact: false }).waitFor();
	await form.getByLabel('キー').fill(`contracts_${MARK}`.toLowerCase());
	await form.getByRole('button', { name: '保存' }).click();
	await form.waitFor({ state: 'detached' });
	const role = admin.getByRole('row').filter({ hasText: `契約係 ${MARK}` });
	await role.filter({ hasText: '0人' }).waitFor();
	await follow(admin, '/admin/grants');
	await admin.getByRole('button', { name: '追加' }).click();
	await choose(admin, form.getByRole('combobox', { name: 'ユーザー' }), '陽菜');
	await form.getByLabel('ロール').click();
	await admin.getByRole('option', { name: `契約係 ${MARK}` }).click();
	await form.getByRole('button', { name: '保存' }).click();
	await form.waitFor({ state: 'detached' });
	await follow(admin, '/admin/roles');
	await role.filter({ hasText: '1人' }).getByRole('button', { name: '削除' }).click();
	await form.getByRole('button', { name: '削除', exact: true }).click();
	await form.getByText('このロールは 1 人に付与されています', { exact: false }).waitFor();
	await form.getByRole('button', { name: 'キャンセル' }).click();
	await form.waitFor({ state: 'detached' });
	await follow(admin, '/admin/grants');
	// others hold many roles: the list is by people, a hundred a page
	await admin.locator('main').getByRole('combobox', { name: /^ロール/ }).click();
	await admin.getByRole('option', { name: `契約係 ${MARK}` }).click();
	await admin.getByRole('row').filter({ hasText: `契約係 ${MARK}` }).getByRole('button', { name: '取り消し' }).click();
	await form.getByRole('button', { name: '取り消し', exact: true }).click();
	await form.waitFor({ state: 'detached' });
	await follow(admin, '/admin/roles');
	await role.filter({ hasText: '0人' }).getByRole('button', { name: '削除' }).click();
	await form.getByRole('button', { name: '削除', exact: true }).click();
	await role.waitFor({ state: 'detached' });
	await follow(admin, '/admin/audit');
	await admin.getByRole('button', { name: '検証' }).click();
	await admin.getByRole('alert').waitFor();
	await picture(admin, 'audit');
	// what was agreed about times, and what holds for everybody
	await follow(admin, '/admin/sla');
	await admin.getByRole('region', { name: 'SLA目標時間' }).getByRole('cell', { name: '4時間', exact: true }).first().waitFor();
	await admin.getByRole('button', { name: 'プレビュー' }).click();
	await admin.getByRole('status').filter({ hasText: '期限' }).waitFor();
	await examine(admin, 'what was agreed about times');
	await follow(admin, '/admin/organization');
	await admin.getByRole('button', { name: 'English' }).click();
	await admin.getByRole('button', { name: 'English', pressed: true }).waitFor();
	await admin.getByRole('button', { name: '日本語' }).click();
	await admin.getByRole('button', { name: '日本語', pressed: true }).waitFor();
	await examine(admin, 'what holds for everybody of a tenant');

	// what a manager gets by mail each week
	const reader = await enter(browser, 'manager', { path: '/figures' });
	await reader.getByRole('button', { name: '定期レポート', exact: true }).click();
	await reader.getByRole('button', { name: '定期レポートを作成' }).click();
	const planned = reader.getByRole('dialog');
	await planned.getByLabel('名前').fill(`週報 ${MARK}`);
	await examine(reader, 'a report that is to be mailed');
	await planned.getByRole('button', { name: '保存' }).click();
	await dialogClosed(reader);
	await reader.getByText(`週報 ${MARK}`).waitFor();
	await examine(reader, 'scheduled reports');
	await reader.context().close();

	// a part of an incident that another team does
	const whole = await api('reporter1', 'POST', '/incidents', { title: `回線が切れる ${MARK}`, priority: 'low' });
	const giver = await enter(browser, 'agent1', { path: `/tickets/${whole.incident_number}` });
	await giver.locator('main').getByRole('button', { name: 'タスクを追加', exact: true }).click();
	const given = giver.getByRole('dialog');
	await given.getByLabel(/^タスク/).fill(`スイッチの測定 ${MARK}`);
	await given.getByRole('combobox').first().click();
	await giver.getByRole('option', { name: 'Network' }).click();
	await examine(giver, 'a task for another team');
	await given.getByRole('button', { name: 'タスクを追加' }).click();
	await dialogClosed(giver);
	// what is to be ticked off on the incident, pasted as two lines
	await giver.getByRole('button', { name: '項目を追加' }).click();
	const todo = giver.getByLabel('チェックリストの項目');
	await todo.evaluate((input) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text', '配線を確認する\n利用者に連絡する\n');
		input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
	});
	await giver.getByRole('checkbox', { name: '配線を確認する' }).click();
	await giver.getByRole('heading', { name: 'チェックリスト（1/2）' }).waitFor();
	await examine(giver, 'a checklist');
	await giver.getByRole('link', { name: `スイッチの測定 ${MARK}` }).click();
	await giver.waitForURL('**/tickets/TSK*');
	await giver.getByRole('link', { name: whole.incident_number }).waitFor();
	await examine(giver, 'a task');
	await giver.context().close();

	// somebody sets up what is theirs
	let own = await enter(browser, newcomer, { path: '/settings', password: PASSWORD });
	await own.getByRole('button', { name: '不在を登録' }).click();
	await own.getByLabel('開始', { exact: true }).fill(field(Date.now() + DAY));
	await own.getByLabel('終了').fill(field(Date.now() + 3 * DAY));
	await choose(own, own.getByRole('combobox', { name: '代理人' }), '鈴木');
	await own.getByRole('button', { name: '登録', exact: true }).click();
	await own.getByText('予定', { exact: true }).waitFor();
	await own.getByRole('button', { name: '定型文を作成' }).click();
	await own.getByRole('dialog').getByLabel('名前').fill('受付');
	await own.getByRole('dialog').getByLabel('日本語の文').fill('{number}を受け付けました。');
	await own.getByRole('dialog').getByRole('button', { name: '保存' }).click();
	await own.getByText('{number}を受け付けました。').waitFor();
	await own.getByRole('listitem').filter({ hasText: '受付' }).getByRole('button', { name: '編集' }).click();
	await own.getByRole('dialog').getByLabel('名前').fill('受付の連絡');
	await own.getByRole('dialog').getByRole('button', { name: '保存' }).click();
	await own.getByText('受付の連絡').waitFor();
	await own.getByRole('button', { name: 'トークンを作成' }).click();
	await own.getByRole('dialog').getByLabel('名前').fill('集計');
	await own.getByRole('dialog').getByLabel('有効期限').fill(field(Date.now() + 10 * DAY));
	await own.getByRole('dialog').getByRole('button', { name: '登録' }).click();
	await own.getByText('このトークンは今だけ表示されます').waitFor();
	await own.getByLabel('現在のパスワード').fill(PASSWORD);
	await own.getByLabel('新しいパスワード', { exact: true }).fill(`${PASSWORD} 2`);
	await own.getByLabel('新しいパスワード（確認）').fill(`${PASSWORD} 2`);
	const signedIn = wrong.length;
	await own.getByRole('button', { name: '変更', exact: true }).click();
	await own.waitForURL('**/login');
	await own.context().close();
	// a question that was on its way when the session ended
	wrong.splice(signedIn, wrong.length, ...wrong.slice(signedIn).filter((one) => !/^401 GET |status of 401/.test(one)));
	own = await enter(browser, newcomer, { path: '/settings', password: `${PASSWORD} 2` });
	await own.getByRole('button', { name: '有効にする' }).click();
	await own.getByRole('img', { name: '二段階認証' }).waitFor();
	const secret = await own.locator('code').filter({ hasText: /^[A-Z2-7]{16,}$/ }).innerText();
	await own.getByLabel('確認コード').fill(codeOf(secret));
	await examine(own, 'enrolment of a second factor');
	await picture(own, 'second-factor');
	await own.getByRole('button', { name: '確認', exact: true }).click();
	await own.getByText('リカバリーコード', { exact: true }).waitFor();
	await examine(own, 'my settings');

	// the telephone signs in by itself
	const device = await own.context().newCDPSession(own);
	await device.send('WebAuthn.enable');
	await device.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	await own.getByRole('button', { name: 'パスキーを追加' }).click();
	await own.getByLabel('デバイスの名前').fill('社用携帯');
	await own.getByLabel('現在のパスワード').first().fill(`${PASSWORD} 2`);
	await own.getByLabel('現在のパスワード').last().fill(`${PASSWORD} 2`);
	// the one of now was used
	await own.getByLabel('確認コード').fill(codeOf(secret, 30_000));
	await own.getByRole('button', { name: 'パスキーを追加' }).click();
	await own.getByText('社用携帯', { exact: true }).waitFor();
	await examine(own, 'a passkey');
	await picture(own, 'passkey');
	// a page that is open would ask on
	await own.goto('about:blank');
	await own.context().clearCookies();
	await own.goto(`${base}/login`);
	await own.getByRole('button', { name: 'パスキーでサインイン' }).waitFor();
	await examine(own, 'sign-in by a passkey');
	await picture(own, 'sign-in-by-passkey');
	await own.getByRole('button', { name: 'パスキーでサインイン' }).click();
	await own.waitForURL((url) => url.pathname !== '/login');
	assert.equal(await own.evaluate(() => fetch('/api/v1/auth/profile').then((answer) => answer.json()).then(({ data }) => data.username)), newcomer);
	await own.context().close();

	// without a line: what was seen is there, and a note waits and is sent once
	const incident = await api('reporter1', 'POST', '/incidents', { title: `出先で読む ${MARK}`, priority: 'low' });
	const number = incident.incident_number;
	const line = await openLine();
	const phone = await enter(browser, 'agent1', { viewport: PHONE, path: '/queue?view=open', at: line.address });
	await phone.evaluate(() => navigator.serviceWorker.ready.then(() => true));
	await phone.reload();
	await phone.getByRole('link', { name: `出先で読む ${MARK}` }).waitFor();
	await phone.goto(`${line.address}/tickets/${number}`);
	await phone.getByRole('heading', { name: `出先で読む ${MARK}` }).waitFor();
	await phone.waitForTimeout(1000);
	const before = wrong.length;
	await line.lose();
	await phone.goto(`${line.address}/tickets/${number}`);
	await phone.getByRole('heading', { name: `出先で読む ${MARK}` }).waitFor();
	await phone.getByText('サーバーに接続できません').first().waitFor();
	await phone.getByPlaceholder('ノートを入力').fill('地下で確認した');
	await phone.getByRole('button', { name: '追加', exact: true }).click();
	await phone.getByText(/未送信/).waitFor();
	await examine(phone, 'a ticket without a line');
	await picture(phone, 'offline');
	await phone.goto(`${line.address}/queue?view=open`);
	await phone.getByRole('link', { name: `出先で読む ${MARK}` }).waitFor();
	await line.mend();
	await phone.goto(`${line.address}/tickets/${number}`);
	await phone.getByRole('listitem').filter({ hasText: '地下で確認した' }).waitFor();
	await phone.getByText(/未送信（/).waitFor({ state: 'detached' });
	// whatever the browser says of the lost line is right
	wrong.splice(before, wrong.length, ...wrong.slice(before).filter((one) => !/ERR_|Failed to fetch|Failed to load/.test(one)));
	const notes = await api('agent1', 'GET', `/incidents/${number}/work-notes`);
	assert.equal(notes.filter(({ content }) => content === '地下で確認した').length, 1, 'it was sent once');
	await phone.context().close();
	await line.lose();

	// a mention is pushed in the reader's words and leads to its ticket, a vote to where it is cast
	await api('agent2', 'POST', `/incidents/${number}/work-notes`, { content: '@agent1 地下を見てください。' });
	const pushed = await enter(browser, 'agent1', { viewport: PHONE, path: '/queue' });
	await pushed.evaluate(() => navigator.serviceWorker.ready.then(() => true));
	const notice = (await api('agent1', 'GET', '/notifications')).find(({ kind, ticket }) => kind === 'ticket.mention' && ticket.number === number);
	const { shown, click } = await push(pushed, { ...notice, number });
	assert.equal(shown.title, `${number} ${notice.title}`);
	assert.match(shown.body, /地下を見てください。/);
	await click();
	await pushed.waitForURL(`**/tickets/${number}`);
	await pushed.getByText('地下を見てください。').first().waitFor();
	const start = '2031-03-04T13:00:00Z';
	// of so little weight that no board decides
	const router = await api('agent1', 'POST', '/cis', { name: `ルーター ${MARK}`, ci_class: 'server', tier: 4 });
	const change = await api('agent1', 'POST', '/changes', {
		title: `ルーター交換 ${MARK}`, reason: '保守', implementation_plan: '交換', backout_plan: '戻す', test_plan: '疎通',
		ci_ids: [router.id],
		planned_start: start, planned_end: '2031-03-04T15:00:00Z',
		risk_answers: { backout_tested: true, rehearsed: true, team_experience: 'much' }, tasks: [{ title: '交換' }],
	});
	const rfc = change.change_number;
	await (await push(pushed, { id: MARK, kind: 'cab.vote_requested', title: change.title, body: '', number: rfc })).click();
	await pushed.waitForURL(`**/cab/${rfc}`);
	// nothing of one ticket stands under the number of the next, of another type
	for (const one of [rfc, number, rfc]) {
		await follow(pushed, `/tickets/${one}`);
		await pushed.getByRole('heading', { level: 1, name: one === number ? `出先で読む ${MARK}` : change.title }).waitFor();
	}
	await pushed.context().close();

	// two agents at one ticket: the second is told, and decides
	const first = await enter(browser, 'agent1', { path: `/tickets/${number}` });
	await first.keyboard.press('e');
	await first.getByRole('dialog').getByLabel('説明').fill('3階の会議室');
	await api('agent2', 'PATCH', `/incidents/${number}`, { description: '2階の会議室' });
	await first.getByRole('dialog').getByText('ほかの人がこの内容を変更しました').waitFor();
	await first.getByText('現在の内容：2階の会議室').waitFor();
	await examine(first, 'a conflict');
	await picture(first, 'conflict');
	await first.getByRole('button', { name: '確認して続ける' }).click();
	await first.getByRole('dialog').getByRole('button', { name: '保存' }).click();
	await first.getByText('3階の会議室', { exact: true }).waitFor();

	// from the row, and back
	await follow(first, '/queue?view=open');
	const row = first.getByRole('row').filter({ hasText: number });
	await row.getByRole('button', { name: `${number}の操作` }).click();
	await first.getByRole('menuitem').first().waitFor();
	await examine(first, 'actions of a row');
	await picture(first, 'row');
	await first.keyboard.press('Escape');

	// a card leads to those that it counts, and away from the others
	const network = (await api('agent1', 'GET', '/categories?limit=100')).find(({ name }) => name === 'ネットワーク').id;
	const started = await api('agent1', 'POST', '/incidents', { title: `着手した ${MARK}`, priority: 'low', category_id: network });
	await api('agent1', 'POST', `/incidents/${started.incident_number}/actions/start`, {});
	await first.getByRole('button', { name: /^対応中/ }).click();
	await first.getByRole('row').filter({ hasText: started.incident_number }).waitFor();
	await row.waitFor({ state: 'detached' });
	await first.getByRole('button', { name: /^対応中/, pressed: true }).waitFor();

	// a change is dragged to another day
	await api('agent1', 'POST', `/changes/${rfc}/actions/submit`, {});
	await api('agent2', 'POST', `/changes/${rfc}/actions/assess`, { decision: 'approve' });
	const planner = await enter(browser, 'agent2', { path: '/calendar?day=2031-03-04&show=month' });
	const bar = planner.locator(`a[href="/tickets/${rfc}"]`).first();
	await bar.waitFor();
	await job(planner, 'reschedule', 1, async () => {
		await bar.dragTo(planner.locator('td').filter({ has: planner.locator('time[datetime="2031-03-12"]') }));
		await planner.getByRole('status').filter({ hasText: '2031/03/12' }).waitFor();
	});
	keep('jobs-reschedule', jobs);
	assert.equal((await api('agent1', 'GET', `/changes/${rfc}`)).planned_start, '2031-03-12T13:00:00Z');
	await picture(planner, 'calendar');
	await planner.context().close();
	await api('agent1', 'POST', `/changes/${rfc}/actions/cancel`, { reason: '試行の終わり' });

	// causes and items as pictures
	const problem = await api('agent1', 'POST', '/problems', { title: `紙詰まり ${MARK}` });
	const prb = problem.problem_number;
	for (const [kind, statement] of [['people', '点検を知らない'], ['equipment', 'ローラーの摩耗'], ['environment', '湿度が高い']]) {
		await api('agent1', 'POST', `/problems/${prb}/causes`, { kind, statement });
	}
	await follow(first, `/tickets/${prb}`);
	await first.getByRole('img', { name: '特性要因図' }).waitFor();
	await examine(first, 'fishbone');
	await picture(first, 'problem');
	const [item, other] = await Promise.all(['根', '枝'].map((name) => api('agent1', 'POST', '/cis', { name: `${name} ${MARK}`, ci_class: 'server', tier: 3 })));
	await api('agent1', 'POST', `/cis/${other.id}/relations`, { type: 'depends_on', target_id: item.id });
	await follow(first, `/cmdb/${item.id}`);
	await first.getByRole('region', { name: '関連図' }).getByRole('link', { name: `枝 ${MARK}` }).waitFor();
	await first.getByRole('button', { name: 'QRコード' }).click();
	await first.getByRole('img', { name: `根 ${MARK}のQRコード` }).waitFor();
	await examine(first, 'QR code of an item');
	await picture(first, 'item');

	// the same machine under two names becomes one
	const [known, again] = await Promise.all(['台帳', '検出'].map((name) => api('agent1', 'POST', '/cis', { name: `${name} ${MARK}`, ci_class: 'server', tier: 3, attributes: { serial: `SN ${MARK}` }, allow_duplicate: true })));
	await follow(first, '/cmdb/duplicates');
	const pair = first.getByRole('row').filter({ hasText: `台帳 ${MARK}` }).filter({ hasText: `検出 ${MARK}` });
	await pair.getByRole('button', { name: /統合$/ }).click();
	const merging = first.getByRole('dialog');
	await merging.getByText(`SN ${MARK}`).first().waitFor();
	await examine(first, 'two items side by side');
	await merging.getByRole('radio', { name: new RegExp(`台帳 ${MARK}`) }).check();
	await merging.getByRole('button', { name: `台帳 ${MARK}に統合` }).click();
	await pair.waitFor({ state: 'detached' });
	await examine(first, 'duplicates of items');
	assert.equal((await api('agent1', 'GET', `/cis/${again.id}`)).merged_into, known.id, 'who looks for the other finds the one');

	// a reporter sees what helps, and how the services fare
	await api('agent1', 'POST', '/cis', { name: `受注サービス ${MARK}`, ci_class: 'service', tier: 2 });
	const owner = (await api('reporter1', 'GET', '/auth/profile')).id;
	await api('agent1', 'POST', '/cis', { name: `PC ${MARK}`, ci_class: 'server', tier: 4, owner_user_id: owner });
	const reporter = await enter(browser, 'reporter1', { viewport: PHONE, language: 'en', path: '/my-tickets' });
	await reporter.getByRole('heading', { name: 'Service status' }).waitFor();
	await examine(reporter, 'service status');
	await reporter.getByRole('link', { name: `PC ${MARK}` }).click();
	await reporter.waitForURL('**/new?ci=*');
	assert.equal(await reporter.getByLabel('Service or device').inputValue(), `PC ${MARK}`);
	await examine(reporter, 'a report about a device of one’s own');
	const about = await api('reporter1', 'POST', '/incidents', { title: `画面が暗い ${MARK}`, priority: 'low' });
	await follow(first, `/tickets/${about.incident_number}`);
	await first.getByRole('button', { name: `PC ${MARK}`, exact: true }).click();
	await first.getByRole('button', { name: `PC ${MARK}の関連付けを削除` }).waitFor();
	await examine(first, 'a ticket with the device of its reporter');
	assert.equal((await api('agent1', 'GET', `/incidents/${about.incident_number}`)).ci_ids.length, 1);
	await api('agent1', 'POST', `/incidents/${about.incident_number}/actions/cancel`, { reason: '試行の終わり' });
	await reporter.context().close();

	// somebody asks for what a model alone makes: no screen knows it by name
	const asks = await enter(browser, 'reporter1', { viewport: PHONE, path: '/catalogue' });
	await asks.getByRole('heading', { level: 1, name: '申請カタログ' }).waitFor();
	await examine(asks, 'catalogue');
	await asks.getByRole('link', { name: /システムの利用/ }).click();
	await asks.getByRole('button', { name: '申請', exact: true }).click();
	await asks.getByText('入力してください。').first().waitFor();
	await asks.getByLabel(/^システム/).fill('ERP');
	await asks.getByRole('combobox', { name: '権限' }).click();
	await asks.getByRole('option', { name: '参照' }).click();
	await asks.getByLabel(/^目的/).fill(`月次の締め ${MARK}`);
	await asks.getByLabel('件名').fill(`ERPの参照 ${MARK}`);
	await examine(asks, 'asking for something');
	await picture(asks, 'request');
	await asks.getByRole('button', { name: '申請', exact: true }).click();
	await asks.waitForURL('**/tickets/REQ*');
	const asked = asks.url().split('/').at(-1);
	await asks.getByText('上長の承認').first().waitFor();
	await follow(asks, '/my-tickets');
	await asks.getByRole('link', { name: new RegExp(`ERPの参照 ${MARK}`) }).waitFor();
	await asks.context().close();

	// who approves finds it in the queue, who grants it takes it from there
	const approver = await enter(browser, 'manager', { path: '/queue?view=open&kind=requests' });
	await approver.getByRole('link', { name: `ERPの参照 ${MARK}` }).click();
	await approver.getByText('参照', { exact: true }).waitFor();
	await examine(approver, 'a request');
	await picture(approver, 'request-ticket');
	await approver.locator('main').getByRole('button', { name: '承認', exact: true }).click();
	await approver.getByRole('dialog').getByRole('button', { name: '承認', exact: true }).click();
	await approver.getByText('権限付与中').first().waitFor();
	await approver.context().close();
	await follow(first, `/tickets/${asked}`);
	await first.locator('main').getByRole('button', { name: '付与した', exact: true }).click();
	await first.getByRole('dialog').getByRole('textbox').first().fill('tanaka01');
	await first.getByRole('dialog').getByRole('button', { name: '付与した', exact: true }).click();
	await first.getByText('付与済み').first().waitFor();
	await first.getByText('tanaka01').first().waitFor();
	await dialogClosed(first);
	await first.keyboard.press('/');
	await first.keyboard.type('システムの利用');
	await first.getByRole('option').filter({ hasText: 'システムの利用' }).first().click();
	await first.waitForURL('**/catalogue/system-access');

	await api('agent1', 'POST', `/incidents/${number}/actions/cancel`, { reason: '試行の終わり' });
	await api('agent1', 'POST', `/problems/${prb}/actions/cancel`, { reason: '試行の終わり' });
	// a shipped role's key, and a role that somebody holds
	const refused = wrong.filter((one) => /^409 \w+ \S+\/api\/v1\/roles|\/admin\/roles .*status of 409/.test(one));
	assert.equal(refused.length, 4);
	assert.deepEqual(wrong.filter((one) => !refused.includes(one)), [], 'nothing was wrong on the way');
}
catch (error) {
	await tell(browser);
	throw error;
}
finally {
	await browser.close();
}
