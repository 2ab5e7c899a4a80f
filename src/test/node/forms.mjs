/**
 * Shows every form in the very viewer that Tasklist 7.24 has, and tries it: for each action the fields of that action,
 * and no others, must be there.
 *
 *   node forms.mjs            tries the forms
 *   node forms.mjs --png DIR  also writes a picture of each form and action into DIR, to look at
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import { japaneseFont, openBrowser, openPage, packageFile } from './browser.mjs';
import { actionsOf, ticketFields } from './lint/forms.mjs';
import { filesBelow, inRoot } from './models.mjs';

const { values: options } = parseArgs({ options: { png: { type: 'string' } } });
if (options.png) {
	mkdirSync(options.png, { recursive: true });
}

/** What the server gives to a form besides the fields: the ticket, and what the choices are filled from. */
const DATA = {
	number: 'INC0000123',
	title: 'VPNに接続できない',
	description: '在宅勤務中の複数の利用者がVPNに接続できない。',
	priority: 'high',
	reporter: '山田 花子',
	due: '2026-11-24 18:00',
	teams: [{ label: 'Network', value: 'network' }],
	agents: [{ label: '佐藤 太郎', value: 'agent1' }],
	impacts: [{ label: '大 / High', value: 'high' }],
	urgencies: [{ label: '高 / High', value: 'high' }],
	steps: [{ label: '切替 / Switch', value: 'switch' }],
};

const failures = [];
const script = await bundledViewer();
const browser = await openBrowser();
try {
	const page = await openPage(browser, { width: 1280, height: 1000 });
	await page.setContent(`<style>${japaneseFont()} ${packageFile('@bpmn-io/form-js-viewer/dist/assets/form-js.css')} .fjs-container * { font-family: Noto Sans JP !important }</style><div id="form"></div>`);
	await page.addScriptTag({ content: script });
	// before any text is drawn: there is no other font to draw it in
	await page.evaluate(() => Promise.all(['a', 'あ'].map((text) => document.fonts.load('14px Noto Sans JP', text))));
	for (const file of filesBelow('forms', '.form')) {
		await tryForm(page, file, JSON.parse(readFileSync(inRoot(file), 'utf8')));
	}
}
finally {
	await browser.close();
}
failures.forEach((failure) => console.log(`error: ${failure}`));
console.log(`${failures.length} errors in the forms as Tasklist shows them`);
process.exit(failures.length > 0 ? 1 : 0);

async function tryForm(page, file, form) {
	const action = form.components.find(({ key }) => key === 'action');
	// the form of a message has no action of its own, and is drawn without the ticket
	const schema = action ? { ...form, components: [...ticketFields(), ...form.components] } : form;
	// null is "nothing chosen yet"
	for (const name of action ? [...action.values.map(({ value }) => value), null] : [undefined]) {
		const fields = schema.components.filter((field) => (actionsOf(field).length === 0 || actionsOf(field).includes(name)) && (action || isAsked(field, schema)));
		const expected = { shown: keysOf(fields), sent: keysOf(fields.filter(({ disabled }) => !disabled)) };
		const { shown, sent, warnings } = await show(page, schema, name, expected);
		warnings.forEach((warning) => failures.push(`${file}: ${warning}`));
		expect(`${file}: the fields shown for ${name}`, shown, expected.shown);
		expect(`${file}: the fields sent for ${name}`, sent, expected.sent);
		if (options.png && name !== null) {
			await page.locator('#form').screenshot({ path: join(options.png, `${schema.id}${name ? `-${name}` : ''}.png`) });
		}
	}
}

/** Whether a field that other answers ask for is shown at first, when they are as the form begins. */
function isAsked({ conditional }, { components }) {
	const answer = (key) => {
		const field = components.find((one) => one.key === key);
		return field.defaultValue ?? (field.type === 'checkbox' ? false : null);
	};
	const holds = (comparison) => {
		const [, key, negated, text, truth] = /^(\w+) (!?)= (?:"([^"]*)"|(true|false))$/.exec(comparison.trim());
		return (answer(key) === (text ?? truth === 'true')) !== Boolean(negated);
	};
	return !(conditional?.hide ?? '').replace(/^=/, '').split(' or ').filter(Boolean).some((part) => part.split(' and ').every(holds));
}

function keysOf(fields) {
	return fields.map(({ key }) => key).sort();
}

/** Shows the form and looks until it is as expected; the viewer draws in steps of its own, so at most two seconds. */
function show(page, schema, action, expected) {
	return page.evaluate(
		async ([schema, data, expected]) => {
			document.querySelector('#form').replaceChildren();
			const form = new window.FormJs.Form({ container: '#form' });
			const { warnings } = await form.importSchema(schema, data);
			const isShown = ({ id }) => document.querySelector(`[id$="-${id}"], [id*="-${id}-"]`) !== null;
			const look = () => ({
				shown: schema.components.filter(isShown).map(({ key }) => key).sort(),
				sent: Object.keys(form.submit().data).sort(),
				warnings: warnings.map((warning) => warning.message ?? String(warning)),
			});
			let seen = look();
			for (const end = Date.now() + 2000; Date.now() < end && (seen.shown.join() !== expected.shown.join() || seen.sent.join() !== expected.sent.join()); ) {
				await new Promise((resolve) => setTimeout(resolve, 20));
				seen = look();
			}
			return seen;
		},
		[schema, { ...DATA, ...(action === undefined ? {} : { action }) }, expected],
	);
}

function expect(what, found, expected) {
	if (found.join() !== expected.join()) {
		failures.push(`${what}: expected ${expected.join(', ')}, found ${found.join(', ')}`);
	}
}

async function bundledViewer() {
	const { outputFiles } = await build({
		stdin: { contents: `export { Form } from '@bpmn-io/form-js-viewer';`, resolveDir: import.meta.dirname },
		bundle: true,
		format: 'iife',
		globalName: 'FormJs',
		logLevel: 'error',
		write: false,
	});
	return outputFiles[0].text;
}
