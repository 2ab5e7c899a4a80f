/** The plugin for Modeler says what the server says, of the same defects, at the same elements. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import { BpmnModdle } from 'bpmn-moddle';
import { Linter } from 'bpmnlint';

import { camundaWords, filesBelow, inRoot } from './models.mjs';

const require = createRequire(import.meta.url);
const modeler = resolve(import.meta.dirname, '../../../modeler');
const { configs } = require(modeler);
const { ruleOf } = require(join(modeler, 'lib/rules.js'));

const config = { rules: Object.fromEntries(Object.entries(configs.recommended.rules).map(([name, severity]) => [`nagare/${name}`, severity])) };
const resolver = { resolveRule: (_, name) => ruleOf(name), resolveConfig: () => ({}) };

async function lint(xml, words) {
	const { rootElement } = await new BpmnModdle(words).fromXML(xml);
	const reports = await new Linter({ config, resolver }).lint(rootElement);
	return Object.entries(reports).flatMap(([rule, found]) => found.map(({ id, message }) => ({ rule: rule.replace('nagare/', ''), id, message })));
}

test('is built from the rule book of the server', () => {
	const { status, stderr } = spawnSync('node', ['tools/build.mjs', '--check'], { cwd: modeler, encoding: 'utf8' });
	assert.equal(stderr, '');
	assert.equal(status, 0);
});

test('finds nothing in what is shipped', async () => {
	for (const file of filesBelow('processes', '.bpmn')) {
		assert.deepEqual(await lint(readFileSync(inRoot(file), 'utf8'), { camunda: camundaWords }), [], file);
	}
});

test('finds each defect that a drawing shows, whether or not the linter knows the words of Camunda', async () => {
	const plain = (text) => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\\\', '\\');
	const lines = readFileSync(inRoot('src/test/resources/model-examples/defects.tsv'), 'utf8').split('\n');
	const defects = lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t').map(plain));
	const told = defects.filter(([rule, file]) => file.endsWith('.bpmn') && configs.recommended.rules[rule]);
	assert.ok(told.length >= 90, `${told.length} defects`);
	for (const [rule, file, at, after, good, bad] of told) {
		const shipped = readFileSync(inRoot(file), 'utf8');
		const from = shipped.indexOf(good, shipped.indexOf(after));
		const spoilt = shipped.slice(0, from) + bad + shipped.slice(from + good.length);
		for (const words of [{ camunda: camundaWords }, {}]) {
			const found = await lint(spoilt, words);
			assert.ok(found.some((one) => one.rule === rule && (at === '' || one.id === at)), `${rule} ${file} ${at} ${bad}: ${JSON.stringify(found)}`);
		}
	}
});

/** What no line of the table shows: the drawing as it is shipped, spoilt at one place. */
const spoilt = {
	signal_without_receiver: ['holdReminded', /(<bpmn:endEvent id="holdReminded"[^>]*>(?:(?!<\/bpmn:endEvent>)[\s\S])*)<\/bpmn:endEvent>/, '$1<bpmn:signalEventDefinition id="nobody" /></bpmn:endEvent>'],
	too_many_instances: ['confirmResolution', /(<bpmn:userTask id="confirmResolution"(?:(?!<\/bpmn:userTask>)[\s\S])*)<\/bpmn:userTask>/, '$1<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>501</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>'],
	model_nodes: ['incident', '<bpmn:exclusiveGateway id="confirmedHow"', `${[...Array(500).keys()].map((at) => `<bpmn:manualTask id="many${at}"/>`).join('')}<bpmn:exclusiveGateway id="confirmedHow"`],
	external_task: ['pause', '<bpmn:exclusiveGateway id="confirmedHow"', '<bpmn:serviceTask id="pause" camunda:type="external" camunda:topic="print"/><bpmn:exclusiveGateway id="confirmedHow"'],
	calls_itself: ['incident', '<bpmn:exclusiveGateway id="confirmedHow"', '<bpmn:callActivity id="again" calledElement="incident"/><bpmn:exclusiveGateway id="confirmedHow"'],
};

test('has an example of each rule', async () => {
	const shipped = readFileSync(inRoot('processes/incident/incident.bpmn'), 'utf8');
	for (const [rule, [at, good, bad]] of Object.entries(spoilt)) {
		const drawn = shipped.replace(good, bad);
		assert.notEqual(drawn, shipped, rule);
		const found = await lint(drawn, { camunda: camundaWords });
		assert.ok(found.some((one) => one.rule === rule && one.id === at), `${rule}: ${JSON.stringify(found)}`);
	}
	const lines = readFileSync(inRoot('src/test/resources/model-examples/defects.tsv'), 'utf8').split('\n');
	const told = new Set(lines.map((line) => line.split('\t')).filter(([, file]) => (file || '').endsWith('.bpmn')).map(([rule]) => rule));
	const without = Object.keys(configs.recommended.rules).filter((rule) => !told.has(rule) && !spoilt[rule]);
	assert.deepEqual(without, []);
});
