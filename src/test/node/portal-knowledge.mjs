/**
 * Knowledge in the portal: an agent writes an article in both languages with a picture and sees how it will look, another
 * approves it, a reporter on a phone finds it while typing and reports nothing, somebody reads it in English, a new version
 * is compared with the one before, a resolution becomes an article by one click, and a search in vain a synonym. Every screen is looked at by axe-core.
 *
 * node portal-knowledge.mjs BASE_URL [FOLDER_FOR_PICTURES]
 */
import assert from 'node:assert/strict';

import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { api, dialogClosed, enter, examine, follow, PHONE, PICTURE, picture, press, saidDone, tell, wrong } from './portal-session.mjs';

const MARK = Date.now().toString(36);
const TITLE = `座席パネルが固まるとき ${MARK}`;
const VAIN = `腰掛卓${MARK}`;
const ENGLISH = `When the seat panel freezes ${MARK}`;

const read = (number) => api('agent1', 'GET', `/articles/${number}`);

const browser = await openBrowser({ letters: PORTAL_LETTERS });
let number;
try {
	// written in both languages, and seen before anybody reads it
	const writer = await enter(browser, 'agent1', { path: '/knowledge' });
	await examine(writer, 'knowledge');
	await writer.locator('main').getByRole('link', { name: '記事を書く' }).click();
	await writer.getByRole('button', { name: '保存', exact: true }).click();
	await writer.getByText('日本語か英語の件名を入力してください。').waitFor();
	await writer.getByLabel('件名（日本語）').fill(TITLE);
	await writer.getByLabel('本文（日本語、Markdown）').fill(
		'# 確認すること\n\n1. **電源ボタン**を10秒押す\n2. [報告する](/new)\n\n<script>window.harmed = true</script>\n\n![外の画像](https://outside.example/a.png)');
	await writer.getByLabel('件名（英語）').fill(ENGLISH);
	await writer.getByLabel('本文（英語、Markdown）').fill('Hold the **power button** for ten seconds.');
	const japanese = writer.getByRole('region', { name: '日本語', exact: true });
	await japanese.getByRole('button', { name: 'プレビュー' }).click();
	await japanese.locator('strong', { hasText: '電源ボタン' }).waitFor();
	await examine(writer, 'writing an article');
	await picture(writer, 'article-editor');
	await writer.setViewportSize(PHONE);
	await examine(writer, 'writing an article on a phone');
	assert.ok(await writer.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the editor fits a phone');
	await writer.setViewportSize({ width: 1440, height: 900 });
	await writer.getByRole('button', { name: '保存', exact: true }).click();
	await writer.waitForURL('**/knowledge/KNO*');
	number = writer.url().split('/').at(-1);
	await writer.getByRole('heading', { level: 1, name: TITLE }).waitFor();

	// no picture but files of the article
	await writer.locator('main').getByRole('link', { name: '編集' }).click();
	await writer.waitForURL('**/edit');
	await writer.getByLabel('画像を添付（日本語）').setInputFiles({ name: '画面 1.png', mimeType: 'image/png', buffer: PICTURE });
	await writer.waitForFunction(() => [...document.querySelectorAll('textarea')].some(({ value }) => value.includes('画面 1.png')));
	await writer.getByRole('button', { name: '保存', exact: true }).click();
	const shown = writer.locator('article img');
	await shown.waitFor();
	await writer.waitForFunction(() => document.querySelector('article img').naturalWidth > 0);
	assert.equal(await shown.count(), 1, 'only the file of the article is a picture');
	assert.equal(await writer.evaluate(() => window.harmed), undefined, 'what is written is never run');
	await examine(writer, 'an article');
	await press(writer, 'レビューを依頼');
	await saidDone(writer, 'レビューを依頼');
	await writer.getByText('レビュー中').waitFor();
	assert.equal(await writer.locator('main').getByRole('button', { name: '承認して公開' }).count(), 0, 'nobody approves what he wrote');

	const reviewer = await enter(browser, 'agent2', { path: `/knowledge/${number}` });
	await press(reviewer, '承認して公開');
	await reviewer.getByRole('dialog').getByRole('button', { name: '承認して公開', exact: true }).click();
	await dialogClosed(reviewer);
	await reviewer.locator('main').getByText('有効期限', { exact: false }).first().waitFor();
	assert.equal((await read(number)).status, 'published');

	// a reporter finds it while typing, and reports nothing
	const phone = await enter(browser, 'reporter1', { viewport: PHONE, path: '/new' });
	await phone.getByLabel('件名').fill(TITLE);
	await phone.getByRole('button', { name: `「${TITLE}」を読む` }).click();
	await phone.locator('aside strong', { hasText: '電源ボタン' }).waitFor();
	await examine(phone, 'an article offered while somebody reports');
	await picture(phone, 'article-offered');
	await phone.getByRole('button', { name: '解決した（報告しない）' }).click();
	await phone.waitForURL((url) => !url.pathname.startsWith('/new'));
	const counted = await read(number);
	assert.deepEqual([counted.helped, counted.not_helped, counted.spared], [1, 0, 1]);
	assert.equal((await api('reporter1', 'GET', `/incidents?q=${MARK}`)).length, 0, 'nothing was reported');
	await follow(phone, '/new');
	assert.equal(await phone.getByLabel('件名').inputValue(), '', 'nothing of it is kept');
	await follow(phone, `/knowledge?q=${encodeURIComponent(TITLE)}`);
	await phone.locator('main').getByRole('link', { name: TITLE }).waitFor();
	await examine(phone, 'knowledge on a phone');
	await phone.locator('main').getByRole('link', { name: TITLE }).click();
	await phone.getByRole('heading', { level: 1, name: TITLE }).waitFor();
	await examine(phone, 'an article on a phone');
	assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'an article fits a phone');
	assert.equal(await phone.getByRole('heading', { name: '版の履歴' }).count(), 0, 'readers see no versions');
	await picture(phone, 'article');

	// in English, and the answer can be changed
	const english = await enter(browser, 'reporter1', { language: 'en', path: `/knowledge/${number}` });
	await english.getByRole('heading', { level: 1, name: ENGLISH }).waitFor();
	await english.getByRole('button', { name: 'It helped', pressed: true }).waitFor();
	await english.getByRole('button', { name: 'It didn’t help', exact: true }).click();
	await english.getByRole('button', { name: 'It didn’t help', pressed: true }).waitFor();
	const changed = await read(number);
	assert.deepEqual([changed.helped, changed.not_helped, changed.spared], [0, 1, 0]);
	await examine(english, 'an article in English');
	await english.getByRole('button', { name: 'Japanese', exact: true }).click();
	await english.getByRole('heading', { level: 1, name: TITLE }).waitFor();

	// a new version, compared with the one that readers keep meanwhile
	await follow(writer, '/knowledge');
	await follow(writer, `/knowledge/${number}`);
	await press(writer, '改訂');
	await saidDone(writer, '改訂');
	await writer.locator('main').getByRole('link', { name: '編集' }).click();
	await writer.getByLabel('本文（英語、Markdown）').fill('Hold the **power button** for twenty seconds.');
	await writer.getByRole('button', { name: '保存', exact: true }).click();
	await writer.getByRole('button', { name: '第2版', exact: true }).click();
	const difference = writer.getByRole('region', { name: '第2版の変更点' });
	await difference.locator('ins', { hasText: 'twenty' }).waitFor();
	await difference.locator('del', { hasText: 'ten seconds' }).waitFor();
	await examine(writer, 'versions');
	await picture(writer, 'article-versions');
	await follow(english, '/knowledge');
	await follow(english, `/knowledge/${number}`);
	await english.getByText('Version 1').waitFor();

	// a resolution becomes an article
	const incident = (await api('reporter1', 'POST', '/incidents', { title: `受付の鐘が鳴らない ${MARK}`, priority: 'low' })).incident_number;
	await api('agent1', 'POST', `/incidents/${incident}/actions/assign`, {});
	await api('agent1', 'POST', `/incidents/${incident}/actions/resolve`, { resolution: '電池を替える', resolution_code: 'fixed' });
	await follow(writer, `/tickets/${incident}`);
	await writer.getByRole('button', { name: '解決内容から記事を書く' }).click();
	await writer.waitForURL('**/knowledge/KNO*/edit');
	assert.equal(await writer.getByLabel('件名（日本語）').inputValue(), `受付の鐘が鳴らない ${MARK}`);
	assert.match(await writer.getByLabel('本文（日本語、Markdown）').inputValue(), /電池を替える/);
	const drafted = writer.url().split('/').at(-2);
	await follow(writer, `/knowledge/${drafted}`);
	await writer.locator('main').getByRole('link', { name: incident }).click();
	await writer.waitForURL(`**/tickets/${incident}`);
	await writer.locator('main').getByRole('link', { name: drafted }).waitFor();

	// what was looked for in vain becomes a group of synonyms in one step, and is found from then on
	const search = () => api('agent1', 'GET', `/search?q=${encodeURIComponent(VAIN)}`);
	for (let times = 0; times < 12; times++) {
		await search();
	}
	await follow(writer, '/knowledge');
	await writer.locator('main').getByRole('link', { name: '同義語' }).click();
	const missed = writer.getByRole('region', { name: '見つからなかった検索' }).locator('tr', { hasText: VAIN });
	await missed.getByRole('button', { name: '同義語に登録' }).click();
	const words = writer.getByLabel('言葉（1行に1つ）');
	assert.equal((await words.inputValue()).trim(), VAIN);
	await words.fill(`${VAIN}\n${TITLE}`);
	await examine(writer, 'making synonyms');
	await writer.getByRole('button', { name: '保存', exact: true }).click();
	await dialogClosed(writer);
	await missed.waitFor({ state: 'detached' });
	assert.ok((await search()).some((hit) => hit.number === number), 'the synonym finds the article');
	await examine(writer, 'synonyms');
	await writer.setViewportSize(PHONE);
	await examine(writer, 'synonyms on a phone');
	assert.ok(await writer.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'synonyms fit a phone');
	assert.deepEqual(wrong, []);
}
catch (failed) {
	await tell(browser);
	throw failed;
}
finally {
	if (number) {
		await api('agent1', 'POST', `/articles/${number}/actions/discard`, {});
		await api('agent1', 'POST', `/articles/${number}/actions/retire`, { reason: 'over' });
	}
	for (const { id } of await api('agent1', 'GET', `/search/synonyms?shipped=false&q=${encodeURIComponent(VAIN)}`)) {
		await api('agent1', 'DELETE', `/search/synonyms/${id}`);
	}
	await browser.close();
}
