/**
 * Takes the sentences from the server's message files, writes a file for each rule, as bpmnlint looks them up, and packs
 * them for Camunda Modeler. `--check` only compares.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const here = resolve(import.meta.dirname, '..');
const root = resolve(here, '..');
const check = process.argv.includes('--check');

function messages(file) {
	const text = readFileSync(join(root, 'src/main/resources', file), 'utf8');
	return new Map([...text.matchAll(/^detail\.(\w+)=(.*)$/gm)].map(([, name, sentence]) => [name, sentence.replaceAll("''", "'")]));
}

/** Every rule of the gate, as its code names them. */
function ruleBook() {
	const sources = ['ArgumentCheck', 'BpmnCheck', 'CallCheck', 'ChoiceCheck', 'DecisionCheck', 'DmnCheck', 'DraftTables', 'EngineParse', 'ExternalTaskCheck', 'FeelBounds', 'FileBounds', 'FormCheck', 'ModelGate', 'ProcessBounds', 'ReferenceCheck', 'RequestCheck', 'RetiredWordsCheck', 'StatusCheck', 'StructureCheck', 'TableCheck'];
	const folder = join(root, 'src/main/java/io/nagare/workflow/internal/check');
	const code = sources.map((name) => readFileSync(join(folder, `${name}.java`), 'utf8')).join('\n');
	const warnings = /WARNINGS = Set\.of\(([^;]*)\);/s.exec(readFileSync(join(folder, 'ModelRules.java'), 'utf8'))[1];
	const [en, ja] = [messages('messages.properties'), messages('messages_ja.properties')];
	const names = [...en.keys()].filter((name) => code.includes(`"${name}"`)).sort();
	return Object.fromEntries(names.map((name) => [name, { severity: warnings.includes(`"${name}"`) ? 'warning' : 'error', en: en.get(name), ja: ja.get(name) }]));
}

/** Attributes of Camunda's that the gate knows. */
function words() {
	const code = readFileSync(join(root, 'src/main/java/io/nagare/workflow/internal/check/ReferenceCheck.java'), 'utf8');
	const set = (name) => [...new RegExp(`${name} = Set\\.of\\(([^;]*)\\);`, 's').exec(code)[1].matchAll(/"(\w+)"/g)].map(([, word]) => word);
	return { attributes: set('ATTRIBUTES') };
}

function put(file, content) {
	const path = join(here, file);
	if (check) {
		if (!existsSync(path) || readFileSync(path, 'utf8') !== content) {
			console.error(`modeler/${file} is not what the rule book says: npm run build in modeler/`);
			process.exitCode = 1;
		}
		return;
	}
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
}

const rules = ruleBook();
put('lib/rule-book.json', `${JSON.stringify({ rules, words: words() }, null, '\t')}\n`);
const { RULES } = require('../lib/rules.js');
for (const name of Object.keys(RULES)) {
	if (!rules[name]) {
		throw new Error(`The server has no rule ${name}`);
	}
	put(`lib/rules/${name}.js`, `'use strict';\n\nmodule.exports = require('../rules').ruleOf('${name}');\n`);
}
const others = Object.keys(rules).filter((name) => !RULES[name]);
for (const [file, title] of [['README.md', 'Only the server can tell'], ['README.ja.md', 'サーバーだけが判断できる規則']]) {
	const path = join(here, file);
	const text = readFileSync(path, 'utf8');
	const start = text.indexOf(`## ${title}`);
	const intro = text.slice(start).split('\n\n').slice(0, 2).join('\n\n').trimEnd();
	put(file, `${text.slice(0, start)}${intro}\n\n${others.map((name) => `\`${name}\``).join(', ')}\n`);
}
if (!check) {
	const { build } = await import('esbuild');
	await build({ entryPoints: [join(here, 'lib/client.js')], bundle: true, format: 'iife', platform: 'browser', outfile: join(here, 'dist/client.js') });
}
