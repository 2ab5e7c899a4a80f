/** Checks of BPMN: the linter's own rules, Camunda's, ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { BpmnModdle } from 'bpmn-moddle';
import { Linter } from 'bpmnlint';

import { camundaWords, filesBelow, inRoot } from '../models.mjs';
import * as drawing from './drawing-rules.mjs';
import * as models from './process-rules.mjs';

const require = createRequire(import.meta.url);
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const ownRules = { ...models.rules, ...drawing.rules };

/** Finds our rules among these files, everything else among the installed packages. */
class Resolver extends NodeResolver {
	resolveRule(pkg, name) {
		return pkg === 'bpmnlint-plugin-nagare' ? ownRules[name] : super.resolveRule(pkg, name);
	}
}

const config = {
	extends: ['bpmnlint:recommended', 'plugin:camunda-compat/camunda-platform-7-24'],
	rules: {
		// A flow that joins an activity directly reads as well as one that passes an extra gateway, and most of ours
		// come from exclusive branches.
		'fake-join': 'off',
		// ours of the names ends-are-drawn and ends-are-required are their better halves
		'no-implicit-end': 'off',
		'end-event-required': 'off',
		// a table may ask for several things at once: then one gateway with a condition on each flow says what a chain of
		// questions would hide
		'no-inclusive-gateway': 'off',
		'no-overlapping-elements': 'error',
		'camunda-compat/history-time-to-live': 'error',
		...Object.fromEntries(Object.keys(ownRules).map((name) => [`nagare/${name}`, 'error'])),
		'nagare/no-crossing-flows': 'warn',
	},
};

export async function lintProcesses() {
	const findings = [];
	for (const file of filesBelow('processes', '.bpmn')) {
		// one for each file: rules remember the ids they have seen
		const linter = new Linter({ config, resolver: new Resolver({ require }) });
		const xml = readFileSync(inRoot(file), 'utf8');
		const { rootElement, warnings } = await new BpmnModdle({ camunda: camundaWords }).fromXML(xml);
		rootElement.file = file;
		warnings.forEach(({ message }) => findings.push({ file, message, rule: 'readable' }));
		for (const [rule, reports] of Object.entries(await linter.lint(rootElement))) {
			reports.forEach(({ id, message, category }) =>
				findings.push({ file, element: id, message, rule, severity: category === 'warn' ? 'warning' : 'error' }),
			);
		}
	}
	return findings;
}
