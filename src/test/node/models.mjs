/** Where the models are, and how they are read. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';

import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);
let root = process.env.MODELS_ROOT ?? resolve(import.meta.dirname, '../../..');

export const camundaWords = require('camunda-bpmn-moddle/resources/camunda.json');

/** Reads the models of another folder from now on. */
export function readModelsOf(folder) {
	root = folder;
}

export function inRoot(path) {
	return join(root, path);
}

/** The files below a folder of the repository that end so, as paths from the root, in a stable order. */
export function filesBelow(folder, ending) {
	let entries;
	try {
		entries = readdirSync(inRoot(folder), { recursive: true });
	}
	catch {
		return [];
	}
	return entries
		.filter((entry) => entry.endsWith(ending))
		.map((entry) => relative(root, inRoot(join(folder, entry))).split(sep).join('/'))
		.sort();
}

export async function readProcess(file) {
	const { rootElement } = await new BpmnModdle({ camunda: camundaWords }).fromXML(readFileSync(inRoot(file), 'utf8'));
	return rootElement;
}

/** Every flow element of a process, those inside sub-processes behind the sub-process they are in. */
export function* flowElements(scope, depth = 0) {
	for (const element of scope.flowElements ?? []) {
		yield { element, depth };
		yield* flowElements(element, depth + 1);
	}
}

export function processesOf(definitions) {
	return definitions.rootElements.filter((element) => element.$type === 'bpmn:Process');
}

export function extensions(element, type) {
	return (element.extensionElements?.values ?? []).filter((value) => value.$type === type);
}

/** The Camunda properties of an element, by name. */
export function properties(element) {
	const all = extensions(element, 'camunda:Properties').flatMap((block) => block.values ?? []);
	return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}
