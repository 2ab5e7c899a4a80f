/**
 * Checks of forms. The server reads a form as the definition of an action: the values of the field `action` are the
 * actions, and a field's property `actions` names those it belongs to.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { filesBelow, flowElements, inRoot, processesOf, properties, readProcess } from '../models.mjs';
import { isBilingual } from './labels.mjs';

/** What form-js 1.8.7 knows, the version inside Tasklist 7.24; without what groups fields, see below. */
const COMPONENTS = [
	'textfield', 'textarea', 'number', 'datetime', 'expression', 'checkbox', 'checklist', 'radio', 'select', 'taglist', 'text', 'image', 'table', 'html', 'spacer', 'separator', 'iframe', 'button',
];
/** Tasklist offers a field's choices from a variable only at the top level of a form. */
const NESTING = ['group', 'dynamiclist'];
/** What every task shows of its ticket; the server puts it before the questions of a form. */
export const ticketFields = () => JSON.parse(readFileSync(inRoot('forms/ticket.json'), 'utf8')).components;
/** Texts of a report that its ticket has itself: the API ends them, further than answers, and a form may end them earlier. */
const TICKET_TEXTS = ['description', 'reason'];
const ofReport = /^forms\/(change|incident|problem)\/report-/;
const SCHEMA_VERSION = 16;

export async function lintForms() {
	const { asked, sent } = await formsInProcesses();
	const findings = [];
	for (const field of ticketFields().filter(({ label, disabled }) => !disabled || !isBilingual(label))) {
		findings.push({ file: 'forms/ticket.json', element: field.id, message: 'is shown and never sent, with a label `日本語 / English`', rule: 'ticket-once' });
	}
	const ids = new Set();
	for (const file of filesBelow('forms', '.form')) {
		const report = (rule, element, message) => findings.push({ file, element, message, rule });
		const form = JSON.parse(readFileSync(inRoot(file), 'utf8'));
		if (form.id !== basename(file, '.form') || ids.has(form.id)) {
			report('one-id', form.id, 'the id of a form is the name of its file and used once');
		}
		ids.add(form.id);
		if (form.schemaVersion !== SCHEMA_VERSION || form.executionPlatform !== 'Camunda Platform' || form.executionPlatformVersion !== '7.24.0') {
			report('made-for-tasklist', form.id, `must be made for Camunda Platform 7.24.0, schema version ${SCHEMA_VERSION}`);
		}
		lintFields(form, report, ofReport.test(file) ? TICKET_TEXTS : []);
		lintActions(form, report, { isAsked: asked.has(form.id), isSent: sent.has(form.id) });
	}
	return findings;
}

/** The one spelling of the condition that hides a field, derived from its property `actions`. */
export function hiddenUnless(actions) {
	return `=${actions.map((action) => `action != "${action}"`).join(' and ')}`;
}

export function actionsOf(field) {
	return (field.properties?.actions ?? '').split(',').map((action) => action.trim()).filter(Boolean);
}

function lintFields({ components }, report, ofTicket) {
	const ids = components.map(({ id }) => id);
	const keys = components.map(({ key }) => key).filter(Boolean);
	for (const list of [ids, keys]) {
		list.filter((name, index) => list.indexOf(name) !== index).forEach((name) => report('unique', name, 'is used twice'));
	}
	for (const field of components) {
		if (NESTING.includes(field.type) || !COMPONENTS.includes(field.type)) {
			report('known-components', field.id, `${field.type} is not for our forms: Tasklist 7.24 can't show it or can't fill what is in it`);
		}
		for (const label of [field.label, ...(field.values ?? []).map((value) => value.label)]) {
			if (!isBilingual(label)) {
				report('bilingual', field.id, `a label reads \`日本語 / English\`, but is ${label}`);
			}
		}
		if (field.type === 'textarea' && !field.disabled && !ofTicket.includes(field.key) && field.validate?.maxLength !== 4000) {
			report('bounded', field.id, 'free text ends at 4000 characters');
		}
		if (field.type === 'select' && Boolean(field.values) === Boolean(field.valuesKey)) {
			report('choices', field.id, 'needs either values or a valuesKey');
		}
	}
}

function lintActions({ id, components }, report, { isAsked, isSent }) {
	if (isAsked === isSent) {
		report('used-once', id, 'belongs to user tasks or to a message, not to both or none');
	}
	const action = components.find(({ key }) => key === 'action');
	if (!isAsked) {
		if (action || components.some((field) => field.properties?.actions)) {
			report('message-form', id, 'the form of a message is one action: no field action, no property actions');
		}
		return;
	}
	const ticket = ticketFields();
	components
		.filter(({ id, key }) => ticket.some((field) => field.key === key || field.id === id))
		.forEach((field) => report('ticket-once', field.id, 'is shown before every form by itself'));
	if (action?.type !== 'radio' || !action.validate?.required) {
		report('action-field', id, 'asks for the action: radio, required');
		return;
	}
	const names = action.values.map(({ value }) => value);
	names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name)).forEach((name) => report('action-field', 'action', `${name}: an action is a word in lower case with dashes`));
	for (const field of components.filter((field) => field !== action)) {
		const actions = actionsOf(field);
		if (field.disabled && actions.length === 0 && !field.conditional) {
			continue; // to be read, whatever is done
		}
		if (actions.length === 0 || actions.some((name) => !names.includes(name))) {
			report('field-has-action', field.id, `its property actions must name some of ${names.join(', ')}`);
		}
		else if (field.conditional?.hide !== hiddenUnless(actions)) {
			report('hidden-by-action', field.id, `conditional.hide must be ${hiddenUnless(actions)}`);
		}
	}
}

async function formsInProcesses() {
	const asked = new Set();
	const sent = new Set();
	for (const file of filesBelow('processes', '.bpmn')) {
		for (const process of processesOf(await readProcess(file))) {
			if (properties(process).form) {
				sent.add(properties(process).form);
			}
			for (const { element } of flowElements(process)) {
				if (element.$type === 'bpmn:UserTask') {
					asked.add(element.get('camunda:formRef'));
				}
				if (properties(element).form) {
					sent.add(properties(element).form);
				}
			}
		}
	}
	return { asked, sent };
}
