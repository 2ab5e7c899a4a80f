/** Checks of the element templates that Camunda Modeler offers to a process owner. */
import { readFileSync } from 'node:fs';

import { validateAll } from '@bpmn-io/element-templates-validator';

import { extensions, filesBelow, flowElements, inRoot, processesOf, readProcess } from '../models.mjs';

/** Which verb an expression calls: what it is told is the model's own matter. */
const verbOf = (expression) => /\w+\.\w+(?=\()/.exec(expression)?.[0];

export async function lintTemplates() {
	const findings = [];
	const offered = new Set();
	for (const file of filesBelow('.camunda/element-templates', '.json')) {
		const templates = JSON.parse(readFileSync(inRoot(file), 'utf8'));
		const { results } = validateAll(templates);
		for (const { errors, object } of results.filter(({ valid }) => !valid)) {
			errors.forEach(({ message, instancePath }) => findings.push({ file, element: object.id, message: `${instancePath} ${message}`, rule: 'template-schema' }));
		}
		for (const { binding, value } of templates.flatMap((template) => template.properties)) {
			if (binding.name === 'camunda:expression' || binding.type === 'camunda:executionListener') {
				offered.add(verbOf(value));
			}
		}
	}
	for (const file of filesBelow('processes', '.bpmn')) {
		for (const process of processesOf(await readProcess(file))) {
			for (const { element } of flowElements(process)) {
				const calls = extensions(element, 'camunda:ExecutionListener').map(({ expression }) => expression);
				if (element.$type === 'bpmn:ServiceTask') {
					calls.push(element.get('camunda:expression'));
				}
				for (const call of calls.filter((one) => one && !offered.has(verbOf(one)))) {
					findings.push({ file, element: element.id, message: `no template offers its call ${call}`, rule: 'every-verb-offered' });
				}
			}
		}
	}
	return findings;
}
