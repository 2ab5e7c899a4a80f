/**
 * An agent's way through Tasklist in a browser: signs in, finds an incident in the team's queue, takes it, starts work
 * in the form, and looks at its ticket. Fails where the end state or any answer on the way is wrong.
 *
 * node tasklist.mjs BASE_URL [PICTURE]
 */
import assert from 'node:assert/strict';

import { openBrowser } from './browser.mjs';

const [base, picture] = process.argv.slice(2);

async function api(user, method, path, body) {
	const signIn = await fetch(`${base}/api/v1/auth/login`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: user, password: 'demo' }),
	});
	const { access_token: token } = await signIn.json();
	const answer = await fetch(`${base}/api/v1${path}`, {
		method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: body && JSON.stringify(body),
	});
	return (await answer.json()).data;
}

async function openTasklist(browser) {
	const context = await browser.newContext({ locale: 'ja', viewport: { width: 1440, height: 900 }, timezoneId: 'Asia/Tokyo' });
	return context.newPage();
}

const categories = await api('agent1', 'GET', '/categories');
const incident = await api('reporter1', 'POST', '/incidents', {
	title: '在宅勤務のVPNにつながらない / VPN down', description: '朝9時から', priority: 'high',
	category_id: categories.find(({ name }) => name === 'ネットワーク').id,
});
const browser = await openBrowser();
try {
	const page = await openTasklist(browser);
	const wrong = [];
	const refused = [];
	page.on('console', (message) => /Content Security Policy/.test(message.text()) && refused.push(`${page.url()} ${message.text()}`));
	page.on('response', (answer) => answer.status() >= 400 && wrong.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`));
	await page.goto(`${base}/camunda/app/tasklist/default/`);
	await page.fill('input[name=username]', 'network1');
	await page.fill('input[name=password]', 'demo');
	await page.click('button[type=submit]');
	for (const filter of ['自分のタスク', '未割り当て', '期限が近い順', '未完了すべて', 'チームのキュー']) {
		await page.getByText(filter).first().waitFor();
	}
	await page.getByText('チームのキュー').first().click();
	await page.getByText(incident.incident_number).first().click();
	await page.getByText('対応開始').waitFor();
	assert.equal(await page.locator('textarea').first().inputValue(), '朝9時から', 'the form shows the ticket');
	await page.locator('[ng-click^="claim"]').first().click();
	await page.locator('.disabled-form').waitFor({ state: 'detached' });
	await page.locator('input[type=radio]').first().check();
	await page.getByRole('button', { name: /完了/ }).last().click();
	await page.waitForTimeout(2000);
	const started = await api('network1', 'GET', `/incidents/${incident.id}`);
	assert.equal(started.status, 'in_progress');
	assert.equal(started.assignee.username, 'network1');
	assert.ok(started.responded_at, 'claiming was the response');

	await page.goto(`${base}/camunda/app/tasklist/default/`);
	await page.getByText('自分のタスク').first().click();
	await page.getByText(incident.incident_number).first().click();
	await page.getByText('チケット', { exact: true }).last().click();
	await page.getByRole('button', { name: '優先度の見直し' }).waitFor();
	if (picture) {
		await page.screenshot({ path: picture });
	}
	// AngularJS asks once a page whether it may compile; nothing else may have been refused
	assert.deepEqual(refused.filter((message) => !message.includes('unsafe-eval')), [], 'the content security policy holds');
	assert.deepEqual(wrong, [], 'every answer on the way was right');
}
finally {
	await browser.close();
}
