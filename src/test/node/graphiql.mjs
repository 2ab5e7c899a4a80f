/**
 * GraphiQL in the portal: it loads nothing from elsewhere, and answers a query of whoever is signed in.
 *
 * node graphiql.mjs BASE_URL [PICTURE_FOLDER]
 */
import assert from 'node:assert/strict';

import { openBrowser, PORTAL_LETTERS } from './browser.mjs';
import { base, DESK, enter, PHONE, pictures, wrong } from './portal-session.mjs';

const browser = await openBrowser({ letters: PORTAL_LETTERS });
try {
	for (const [language, viewport] of [['ja', DESK], ['en', PHONE]]) {
		const page = await enter(browser, 'agent1', { language, viewport });
		const elsewhere = [];
		const refused = [];
		page.on('request', (request) => /^https?:/.test(request.url()) && !request.url().startsWith(base) && elsewhere.push(request.url()));
		page.on('console', (message) => /Content Security Policy/i.test(message.text()) && refused.push(message.text()));
		// it reads the schema before it can be asked
		const schema = page.waitForResponse((response) => new URL(response.url()).pathname === '/graphql');
		await page.goto(`${base}/graphiql`);
		await schema;
		await page.locator('.graphiql-query-editor').getByText('statusWord').waitFor();
		await page.locator('.graphiql-execute-button').click();
		await page.locator('.result-window').getByText(/INC\d{7}/).first().waitFor();
		if (pictures) {
			await page.screenshot({ path: `${pictures}/graphiql-${language}.png` });
		}
		assert.deepEqual(elsewhere, [], 'asked elsewhere');
		assert.deepEqual(refused, [], 'the policy refused');
		await page.context().close();
	}
	// nobody asks without a sign-in
	const stranger = await browser.newPage();
	await stranger.goto(`${base}/graphiql`);
	await stranger.waitForURL(/\/login/);
	assert.deepEqual(wrong, [], 'went wrong');
} finally {
	await browser.close();
}
