/** Checks of decision tables. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { DmnModdle } from 'dmn-moddle';

import { filesBelow, inRoot } from '../models.mjs';
import { isBilingual, isDescription, isJapanese } from './labels.mjs';

const camunda = createRequire(import.meta.url)('camunda-dmn-moddle/resources/camunda.json');

export async function lintTables() {
	const findings = [];
	const valuesByColumn = new Map();
	for (const file of filesBelow('rules', '.dmn')) {
		const { rootElement, warnings } = await new DmnModdle({ camunda }).fromXML(readFileSync(inRoot(file), 'utf8'), 'dmn:Definitions');
		warnings.forEach(({ message }) => findings.push({ file, message, rule: 'readable' }));
		for (const decision of (rootElement.drgElement ?? []).filter(({ $type }) => $type === 'dmn:Decision')) {
			const report = (rule, element, message) => findings.push({ file, element: element.id ?? decision.id, message, rule });
			lintDecision(decision, report);
			const table = decision.decisionLogic;
			if (table?.$type !== 'dmn:DecisionTable') {
				report('is-a-table', decision, 'a rule of ours is a table');
				continue;
			}
			lintWords(table, report);
			lintCells(table, report);
			lintCompleteness(table, report);
			for (const [name, values] of namedValues(table)) {
				valuesByColumn.set(name, [...(valuesByColumn.get(name) ?? []), { file, values }]);
			}
		}
	}
	for (const [name, uses] of valuesByColumn) {
		uses.filter(({ values }) => values.join() !== uses[0].values.join()).forEach(({ file, values }) =>
			findings.push({ file, element: name, message: `allows ${values} where ${uses[0].file} allows ${uses[0].values}`, rule: 'same-values-everywhere' }),
		);
	}
	return findings;
}

function lintDecision(decision, report) {
	if (!isJapanese(decision.name) || !isDescription(decision.description)) {
		report('documented', decision, 'needs a name in Japanese and a description in English that begins with its English name');
	}
	if (!decision.get('camunda:historyTimeToLive') || !decision.get('camunda:versionTag')) {
		report('versioned', decision, 'needs a history time to live and a version tag');
	}
}

function lintWords({ input = [], output = [], rule = [] }, report) {
	for (const column of [...input, ...output]) {
		if (!isBilingual(column.label)) {
			report('bilingual', column, 'the label of a column reads `日本語 / English`');
		}
	}
	for (const row of rule) {
		if (!isBilingual(row.description)) {
			report('bilingual', row, 'the annotation of a row reads `日本語 / English`');
		}
	}
}

function lintCells({ input = [], output = [], rule = [] }, report) {
	for (const row of rule) {
		row.inputEntry.forEach((cell, index) => {
			const allowed = allowedValues(input[index].inputValues);
			const used = allowed && cellValues(cell.text, allowed);
			if (allowed && !used) {
				report('simple-cells', cell, `${cell.text} is no list of the column's values`);
			}
			used?.filter((value) => !allowed.includes(value)).forEach((value) => report('allowed-values', cell, `"${value}" is none of the column's values`));
		});
		row.outputEntry.forEach((cell, index) => {
			const allowed = allowedValues(output[index].outputValues);
			if (allowed && !allowed.includes(unquoted(cell.text))) {
				report('allowed-values', cell, `${cell.text} is none of the column's values`);
			}
		});
		if ([...row.inputEntry, ...row.outputEntry].some(({ expressionLanguage = 'feel' }) => !/feel/i.test(expressionLanguage))) {
			report('feel-only', row, 'a cell is written in FEEL');
		}
	}
}

/** A UNIQUE table over enumerations answers each combination once; a FIRST table ends with a row that catches all. */
function lintCompleteness(table, report) {
	const { input = [], rule = [], hitPolicy = 'UNIQUE' } = table;
	if (hitPolicy === 'FIRST') {
		if (!rule.at(-1)?.inputEntry.every(({ text }) => isAny(text))) {
			report('complete', table, 'the last row of a FIRST table catches everything');
		}
		return;
	}
	if (hitPolicy !== 'UNIQUE') {
		report('hit-policy', table, `the hit policy ${hitPolicy} can't be checked; UNIQUE or FIRST can`);
		return;
	}
	const allowed = input.map(({ inputValues }) => allowedValues(inputValues));
	if (allowed.includes(undefined)) {
		report('complete', table, 'every column of a UNIQUE table lists its allowed values');
		return;
	}
	for (const combination of product(allowed)) {
		const hits = rule.filter(({ inputEntry }) =>
			inputEntry.every(({ text }, index) => (cellValues(text, allowed[index]) ?? []).includes(combination[index])),
		);
		if (hits.length !== 1) {
			report('complete', table, `${combination.join(', ')} is answered by ${hits.length === 0 ? 'no row' : hits.map(({ id }) => id).join(' and ')}`);
		}
	}
}

function namedValues({ input = [], output = [] }) {
	return [
		...input.map(({ inputExpression, inputValues }) => [inputExpression.text, allowedValues(inputValues)]),
		...output.map(({ name, outputValues }) => [name, allowedValues(outputValues)]),
	].filter(([, values]) => values);
}

function allowedValues(list) {
	return list ? strings(list.text) : undefined;
}

/** The values that a cell lets pass; undefined where it is no simple list. */
function cellValues(text, allowed) {
	if (isAny(text)) {
		return allowed;
	}
	const negated = /^not\((.*)\)$/.exec(text.trim());
	const listed = strings(negated ? negated[1] : text);
	return negated ? allowed?.filter((value) => !listed?.includes(value)) : listed;
}

function isAny(text) {
	return ['', '-'].includes((text ?? '').trim());
}

function strings(text) {
	const parts = text.split(',').map((part) => part.trim());
	return parts.every((part) => /^"[^"]*"$/.test(part)) ? parts.map(unquoted) : undefined;
}

function unquoted(text) {
	return text.trim().replace(/^"|"$/g, '');
}

function product(lists) {
	return lists.reduce((combinations, values) => combinations.flatMap((combination) => values.map((value) => [...combination, value])), [[]]);
}
