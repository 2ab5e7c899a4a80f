/**
 * A platform administrator's way through Cockpit in a browser: every page and every tab, of a process with a running
 * instance and of a table with decisions made. Fails where any answer on the way is an error.
 *
 * node cockpit.mjs BASE_URL
 */
import assert from 'node:assert/strict';

import { openBrowser } from './browser.mjs';

const [base] = process.argv.slice(2);

const PROCESS_TABS = ['process-instances-table', 'pd-incidents-tab', 'call-process-definitions-table', 'job-definition-table'];
const INSTANCE_TABS = ['variables-tab', 'incidents-tab', 'called-process-instances-tab', 'user-tasks-tab', 'jobs-tab',
	'external-tasks-process-instance-runtime'];

async function api(method, path, body) {
	const signIn = await fetch(`${base}/api/v1/auth/login`, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'reporter1', password: 'demo' }),
	});
	const { access_token: token } = await signIn.json();
	const answer = await fetch(`${base}/api/v1${path}`, {
		method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
	});
	return (await answer.json()).data;
}

const incident = await api('POST', '/incidents', { title: 'VPN', description: '朝9時から', priority: 'high' });
const browser = await openBrowser();
try {
	const context = await browser.newContext({ locale: 'ja', viewport: { width: 1440, height: 900 }, timezoneId: 'Asia/Tokyo' });
	const page = await context.newPage();
	const asked = new Set();
	const wrong = [];
	page.on('response', (answer) => {
		const call = `${answer.request().method()} ${new URL(answer.url()).pathname}`;
		if (call.includes('/api/')) {
			asked.add(call);
		}
		if (answer.status() >= 400) {
			wrong.push(`${page.url()}: ${answer.status()} ${answer.request().method()} ${answer.url()}`);
		}
	});
	await page.goto(`${base}/camunda/app/cockpit/default/`);
	await page.fill('input[name=username]', 'platform');
	await page.fill('input[name=password]', 'demo');
	await page.click('button[type=submit]');
	await page.waitForLoadState('networkidle');

	const cockpit = `${base}/camunda/app/cockpit/default/`;
	const open = async (route) => {
		await page.goto(`${cockpit}#/${route}`);
		await page.waitForLoadState('networkidle');
		// what one answer asks for next
		await page.waitForTimeout(300);
		await page.waitForLoadState('networkidle');
	};
	const first = async (path) => page.evaluate(async (call) => (await (await fetch(call)).json())[0].id, `/camunda/api/engine/engine/default/${path}`);

	for (const route of ['dashboard', 'processes', 'decisions', 'tasks', 'repository', 'batch']) {
		await open(route);
	}
	const model = await first('process-definition?key=incident&latestVersion=true&withoutTenantId=true');
	for (const tab of PROCESS_TABS) {
		await open(`process-definition/${model}/runtime?tab=${tab}`);
	}
	const instance = await first(`process-instance?businessKey=${incident.id}&processDefinitionKey=incident`);
	for (const tab of INSTANCE_TABS) {
		await open(`process-instance/${instance}/runtime?tab=${tab}`);
	}
	await open(`decision-definition/${await first('decision-definition?sortBy=key&sortOrder=asc')}`);
	await open(`repository?deployment=${await first('deployment')}`);

	assert.ok(asked.size > 30, `Cockpit asked: ${[...asked].join('\n')}`);
	assert.deepEqual(wrong, [], 'every answer on the way was right');
}
finally {
	await browser.close();
}
