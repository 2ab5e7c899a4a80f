/**
 * The day of a change, in a browser from the plan to the review: a freeze stands in its way, a board of three votes, one of
 * them by a substitute, another with a condition, the second round passes it, one of its steps fails, it is backed out and
 * looked back on. Nobody calls the API but to have people, a board and an item of their own, and the operator to let timers go
 * off.
 *
 * node portal-change.mjs BASE_URL [FOLDER_FOR_PICTURES]
 */
import assert from 'node:assert/strict';

import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { api, base, castVote, choose, dialogClosed, enter, examine, field, fire, follow, job, jobs, keep, PHONE, picture, press, saidDone, tell, written, wrong } from './portal-session.mjs';

const MARK = Date.now().toString(36);
const PASSWORD = `correct horse ${MARK}`;
const DAY = 86_400_000;

const joined = async (name, family, given) =>
	api('admin', 'POST', '/users', {
		username: `${name}${MARK}`, email: `${name}${MARK}@demo.example`, first_name: given, last_name: family, role: 'operator', password: PASSWORD,
	});

/** The window of a day, at night, as fields of a form take it. */
const night = (days, hours) => {
	const midnight = new Date(field(Date.now() + days * DAY).slice(0, 10)).getTime();
	return new Date(midnight + hours * 3_600_000).toISOString().slice(0, 16);
};

const board = await api('changemanager', 'GET', '/change-boards/cab');
const browser = await openBrowser({ letters: PORTAL_LETTERS });
try {
	const [away, second, third, substitute, implementer] = await Promise.all([
		joined('a', '青木', '真由'), joined('b', '石井', '隆'), joined('c', '上田', '恵'), joined('d', '遠藤', '航'), joined('e', '岡田', '涼'),
	]);
	const team = await api('admin', 'POST', '/teams', { name: `委員会 ${MARK}` });
	for (const member of [away, second, third]) {
		await api('admin', 'PUT', `/teams/${team.id}/members/${member.id}`);
	}
	await api('changemanager', 'PUT', '/change-boards/cab', { team_ids: [team.id] });
	const item = `コアスイッチ ${MARK}`;
	await api('agent1', 'POST', '/cis', { name: item, ci_class: 'server', tier: 1 });

	// one member is away, and names who votes meanwhile
	const leaving = await enter(browser, away.username, { path: '/settings', password: PASSWORD });
	await leaving.getByRole('button', { name: '不在を登録' }).click();
	await leaving.getByLabel('開始', { exact: true }).fill(field(Date.now() + 3_600_000));
	await leaving.getByLabel('終了').fill(field(Date.now() + 5 * DAY));
	await choose(leaving, leaving.getByRole('combobox', { name: '代理人' }), '遠藤 航', substitute.username);
	await leaving.getByRole('button', { name: '登録', exact: true }).click();
	await leaving.getByText('予定', { exact: true }).waitFor();
	const absence = (await api('manager', 'GET', '/absences')).find(({ user_id: user }) => user === away.id);
	await fire(absence.id, 'absenceBegins');

	// the item is frozen on one night
	const lead = await enter(browser, 'changemanager', { path: '/admin/freezes', locale: 'en-US' });
	await lead.getByRole('button', { name: '追加' }).click();
	const form = lead.getByRole('dialog');
	await form.getByLabel('名前').fill(`月末処理 ${MARK}`);
	await form.getByLabel('開始').fill(night(3, 18));
	await form.getByLabel('終了').fill(night(4, 0));
	// a field speaks the portal's language, whatever the browser speaks, and the time is chosen from a month
	await form.getByRole('button', { name: '日付を選択' }).last().click();
	await lead.getByRole('gridcell', { selected: true }).waitFor();
	await examine(lead, 'a month');
	await lead.getByLabel('時', { exact: true }).selectOption('06');
	await lead.getByRole('button', { name: '閉じる' }).click();
	assert.equal(await form.getByLabel('開始').inputValue(), written(night(3, 18)));
	assert.equal(await form.getByLabel('終了').inputValue(), written(night(4, 6)));
	await form.getByRole('checkbox', { name: '完全（実施不可）' }).check();
	await form.getByRole('combobox', { name: '対象' }).click();
	await lead.getByRole('option', { name: '構成アイテム' }).click();
	await choose(lead, form.getByRole('combobox', { name: '構成アイテム' }), item);
	await examine(lead, 'a freeze');
	await form.getByRole('button', { name: '保存' }).click();
	await dialogClosed(lead);
	const frozen = lead.getByRole('row').filter({ hasText: `月末処理 ${MARK}` });
	await frozen.getByText(item).waitFor();

	// a change is planned and meets it
	const requester = await enter(browser, 'agent1', { path: '/new/changes' });
	await requester.getByLabel('件名').fill(`コアスイッチの交換 ${MARK}`);
	await requester.getByLabel('変更の理由').fill('保守の期限が近い');
	await requester.getByLabel('タグ').fill('保守');
	await requester.keyboard.press('Enter');
	// what is entered is kept as a template, and taken again
	const template = `交換 ${MARK}`;
	await requester.getByRole('button', { name: 'テンプレート' }).click();
	await requester.getByRole('menuitem', { name: '入力内容をテンプレートに保存' }).click();
	await requester.getByRole('dialog').getByLabel('名前').fill(template);
	await examine(requester, 'a template to keep');
	await requester.getByRole('dialog').getByRole('button', { name: '保存' }).click();
	await dialogClosed(requester);
	await follow(requester, '/queue');
	await follow(requester, '/new/changes');
	await requester.getByLabel('変更の理由').fill('');
	await requester.getByRole('button', { name: 'テンプレート' }).click();
	await requester.getByRole('menuitem', { name: template }).click();
	assert.equal(await requester.getByLabel('変更の理由').inputValue(), '保守の期限が近い', 'the template says it');
	await requester.getByRole('button', { name: '保守' }).waitFor();
	await requester.getByRole('button', { name: '登録', exact: true }).click();
	await requester.waitForURL('**/tickets/CHG*');
	const rfc = requester.url().split('/').at(-1);
	await requester.locator('main').getByText('保守の期限が近い').waitFor();
	await requester.getByRole('link', { name: '計画を編集' }).click();
	await requester.getByLabel('開始予定').first().fill(night(3, 22));
	await requester.getByLabel('終了予定').first().fill(night(4, 0));
	await requester.getByLabel('切り戻し期限').fill(night(3, 23));
	await choose(requester, requester.getByRole('combobox', { name: '実施者' }), '岡田 涼', implementer.username);
	await choose(requester, requester.getByRole('combobox', { name: '構成アイテムを追加' }), item);
	await requester.getByLabel('実施計画').fill('予備機に切り替えてから交換');
	await requester.getByLabel('切り戻し計画').fill('予備機のまま元の設定を戻す');
	await requester.getByLabel('テスト計画').fill('疎通を確認');
	for (const [at, step] of ['予備機に切り替え', '本体を交換'].entries()) {
		await requester.getByRole('button', { name: '作業を追加' }).click();
		await requester.getByLabel('作業名').nth(at).fill(step);
		await requester.getByLabel('開始予定').nth(at + 1).fill(night(3, 22 + at));
		await requester.getByLabel('終了予定').nth(at + 1).fill(night(3, 23 + at));
	}
	await requester.getByRole('combobox', { name: 'チームの経験' }).click();
	await requester.getByRole('option', { name: 'なし' }).click();
	await requester.getByText(/起こりやすさ \d × 影響の大きさ \d/).waitFor();
	await examine(requester, 'a plan');
	await requester.getByRole('button', { name: '保存' }).click();
	await requester.waitForURL(`**/tickets/${rfc}`);
	const refused = wrong.length;
	await press(requester, '申請');
	const words = `変更凍結「月末処理 ${MARK}」の期間中は誰も実施できません。`;
	await requester.getByRole('alert').filter({ hasText: words }).getByRole('button', { name: '計画を編集' }).click();
	await requester.waitForURL(`**/changes/${rfc}/plan`);
	// the refusal stands at its field, and the freeze beside it
	await requester.locator('.MuiFormControl-root').filter({ hasText: '開始予定' }).filter({ hasText: words }).waitFor();
	await requester.getByRole('complementary', { name: '競合' }).getByText(`月末処理 ${MARK}`).waitFor();
	await examine(requester, 'a plan that meets a freeze');
	await picture(requester, 'plan');
	assert.ok(wrong.slice(refused).every((one) => /409/.test(one)), `it was refused once: ${wrong.slice(refused)}`);
	wrong.length = refused;
	for (const [at, [from, to]] of [[22, 24], [22, 23], [23, 24]].entries()) {
		await requester.getByLabel('開始予定').nth(at).fill(night(5, from));
		await requester.getByLabel('終了予定').nth(at).fill(night(5, to));
	}
	await requester.getByLabel('切り戻し期限').fill(night(5, 23));
	await requester.getByRole('button', { name: '保存' }).click();
	await requester.waitForURL(`**/tickets/${rfc}`);
	await press(requester, '申請');
	await saidDone(requester, '申請');

	const assesses = async (page) => {
		await press(page, '評価');
		await page.getByRole('dialog').getByRole('combobox', { name: '判断' }).click();
		await page.getByRole('option', { name: '承認' }).click();
		await page.getByRole('dialog').getByRole('button', { name: '評価', exact: true }).click();
		await dialogClosed(page);
	};
	const peer = await enter(browser, 'agent2', { path: `/tickets/${rfc}` });
	await assesses(peer);
	await peer.locator('main').getByText('承認待ち').first().waitFor();

	// the substitute votes, on a phone, and sees for whom; another sets a condition, in English
	const votes = (page, vote, reason, names = ['自分の投票', '投票']) =>
		job(page, names[1], 2, () => castVote(page, vote, reason, names));
	const stand = await enter(browser, substitute.username, { viewport: PHONE, path: '/cab', password: PASSWORD });
	await stand.locator('main').getByRole('link', { name: new RegExp(rfc) }).click();
	await stand.getByText('青木 真由さんの代理として投票します。').waitFor();
	await examine(stand, 'a vote for somebody else');
	await picture(stand, 'vote');
	await votes(stand, '賛成');
	await stand.getByText(/賛成に投票しました（/).waitFor();
	// and changes his mind, there and back
	await votes(stand, '棄権', undefined, ['自分の投票', '投票を変更']);
	await stand.getByText(/棄権に投票しました（/).waitFor();
	await votes(stand, '賛成', undefined, ['自分の投票', '投票を変更']);
	await stand.getByText(/賛成に投票しました（/).waitFor();
	await stand.getByRole('region', { name: '投票', exact: true }).getByRole('row').filter({ hasText: '青木 真由' }).getByText('遠藤 航').waitFor();
	const english = await enter(browser, second.username, { language: 'en', viewport: PHONE, path: `/cab/${rfc}`, password: PASSWORD });
	await votes(english, 'Conditional', 'Tell the branches two days before', ['My vote', 'Vote']);

	// back to the plan, which now says the condition, and to a second round, whose voters read it
	await requester.reload();
	await requester.getByRole('list', { name: '承認の条件' }).getByText('Tell the branches two days before').waitFor();
	await requester.getByRole('link', { name: '計画を編集' }).click();
	await requester.getByLabel('実施計画').fill('2日前に各支店へ連絡し、予備機に切り替えてから交換');
	await requester.getByRole('button', { name: '保存' }).click();
	await requester.waitForURL(`**/tickets/${rfc}`);
	await peer.reload();
	await assesses(peer);
	const last = await enter(browser, third.username, { path: `/cab/${rfc}`, password: PASSWORD });
	await last.getByRole('region', { name: '自分の投票' }).getByText('Tell the branches two days before').waitFor();
	await examine(last, 'a second round');
	await picture(last, 'cab');
	await votes(last, '反対', '月末に近い');
	await stand.reload();
	await votes(stand, '賛成');
	await english.reload();
	await english.getByRole('list', { name: 'Conditions of approval' }).waitFor();
	await votes(english, 'Approve', undefined, ['My vote', 'Vote']);
	keep('jobs-vote', jobs);
	await requester.reload();
	await requester.locator('main').getByText('実施待ち').first().waitFor();
	await requester.locator('main').getByText('可決').first().waitFor();

	// the window opens; what is planned is read while it is done, until a step fails
	const { id } = await api('agent1', 'GET', `/changes/${rfc}`);
	await fire(id, 'startTimeReached');
	const doer = await enter(browser, implementer.username, { path: `/tickets/${rfc}`, password: PASSWORD });
	await press(doer, '実施開始');
	await saidDone(doer, '実施開始');
	await doer.getByRole('definition').filter({ hasText: '2日前に各支店へ連絡し、予備機に切り替えてから交換' }).waitFor();
	await doer.getByRole('timer').waitFor();
	await doer.getByRole('row').filter({ hasText: '予備機に切り替え' }).getByRole('button', { name: '作業完了' }).click();
	await doer.getByRole('dialog').getByRole('button', { name: '作業完了', exact: true }).click();
	await dialogClosed(doer);
	await doer.getByRole('row').filter({ hasText: '予備機に切り替え' }).getByRole('button').waitFor({ state: 'detached' });
	await examine(doer, 'a change under way');
	await picture(doer, 'run-sheet');
	await press(doer, '切り戻し');
	await doer.getByRole('dialog').getByRole('textbox').fill('交換した本体が起動しない');
	await doer.getByRole('dialog').getByRole('button', { name: '切り戻し', exact: true }).click();
	await dialogClosed(doer);
	await doer.getByRole('listitem').filter({ hasText: '交換した本体が起動しない' }).first().waitFor();
	await press(doer, '実施完了');
	await doer.getByRole('dialog').getByRole('combobox', { name: '結果' }).click();
	await doer.getByRole('option', { name: '切り戻し' }).click();
	await doer.getByRole('dialog').getByRole('button', { name: '実施完了', exact: true }).click();
	await dialogClosed(doer);

	// and it is looked back on
	await peer.reload();
	await press(peer, 'クローズ');
	await peer.getByRole('dialog').getByRole('textbox').fill('予備機の電源を事前に確認する');
	await peer.getByRole('dialog').getByRole('button', { name: 'クローズ', exact: true }).click();
	await dialogClosed(peer);
	await peer.locator('main').getByText('クローズ済み').first().waitFor();
	await peer.getByText('予備機の電源を事前に確認する').first().waitFor();
	await peer.getByText('Tell the branches two days before').first().waitFor();
	await examine(peer, 'a change that is over');

	await frozen.getByRole('button', { name: '削除' }).click();
	await lead.getByRole('dialog').getByRole('button', { name: '削除' }).click();
	await frozen.waitFor({ state: 'detached' });
	assert.deepEqual(wrong, [], 'nothing was wrong on the way');
}
catch (error) {
	await tell(browser);
	throw error;
}
finally {
	await api('changemanager', 'PUT', '/change-boards/cab', { team_ids: board.teams.map(({ id }) => id) });
	await browser.close();
}
