'use strict';

/**
 * The rules that a drawing alone can answer, by the ids that the server gives them. Each looks at one process and tells
 * its findings: an element, and what its sentence mentions.
 */
const { attribute, boundaries, definitions, endsProcess, extensions, flowsOutOf, hasDefinition, is, isFlow, isMultiple, isNode, isScope, isTrue, properties, within } = require('./model');
const { sentence } = require('./words');

const PHASES = ['open', 'in_work', 'on_hold', 'resolved', 'closed', 'cancelled'];
const FINAL = ['closed', 'cancelled'];
const PROPERTIES = ['status', 'phase', 'actors', 'excluded', 'approves', 'action', 'label', 'form', 'when', 'outcome'];
const OF_PROCESS = ['request_type', 'label', 'description', 'category', 'actors', 'form'];
const MAPS = ['singleEntry', 'collectEntries', 'singleResult', 'resultList'];
const ROLES = ['admin', 'manager', 'operator', 'viewer', 'user', 'process_owner', 'integrator'];
const TEAM = /^team\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const COMPARES = /^\$\{\s*(\w+)\s*==\s*'([^']*)'\s*}$/;
const WORD = /^[a-z][a-z0-9_]*$/;
const LONGEST = 64;

const nodes = (process) => [...within(process)].filter(isNode);
const condition = (flow) => flow.conditionExpression && (flow.conditionExpression.body || '').trim();
const isExpression = (text) => /[$#]\{/.test(text || '');
const words = (text) => (isExpression(text) ? [] : (text || '').split(',').map((word) => word.trim()).filter(Boolean));

function takesStatus(node) {
	return is(node, 'UserTask', 'ReceiveTask', 'EventBasedGateway', 'IntermediateCatchEvent', 'EndEvent') || isScope(node) || isMultiple(node);
}

function each(check) {
	return (process, find) => nodes(process).forEach((node) => check(node, find));
}

function eachStatus(check) {
	return each((node, find) => {
		const { status, phase } = properties(node);
		if (status !== undefined) {
			check(node, status, phase || '', find);
		}
	});
}

function eachTime(check) {
	return each((node, find) => {
		for (const timer of definitions(node).filter(({ $type }) => $type === 'bpmn:TimerEventDefinition')) {
			for (const time of [timer.timeDate, timer.timeDuration, timer.timeCycle].filter(Boolean)) {
				check(node, (time.body || '').trim(), find);
			}
		}
	});
}

function mayEnd(node) {
	const leaves = (hasDefinition(node, 'Link') && is(node, 'IntermediateThrowEvent')) || (hasDefinition(node, 'Compensate') && is(node, 'BoundaryEvent'));
	const ended = is(node, 'SubProcess', 'Transaction') && (node.triggeredByEvent || boundaries(node).some(({ cancelActivity }) => cancelActivity !== false));
	return is(node, 'EndEvent') || node.isForCompensation || leaves || ended;
}

const RULES = {
	no_executable_process: (process, find, all) => !all.some(({ isExecutable }) => isExecutable) && process === all[0] && find(process),

	start_missing: (process, find) => process.isExecutable && !(process.flowElements || []).some((element) => is(element, 'StartEvent')) && find(process),

	start_by_event: (process, find) =>
		process.isExecutable && (process.flowElements || []).filter((element) => is(element, 'StartEvent') && definitions(element).length > 0).forEach((start) => find(start)),

	start_twice: (process, find) =>
		process.isExecutable && (process.flowElements || []).filter((element) => is(element, 'StartEvent') && definitions(element).length === 0).slice(1).forEach((start) => find(start)),

	no_way_on: each((node, find) => flowsOutOf(node).length === 0 && !mayEnd(node) && find(node)),

	does_nothing: each((node, find) => (is(node, 'Task', 'ManualTask') || (is(node, 'IntermediateThrowEvent') && definitions(node).length === 0)) && find(node)),

	element_unserved: each((node, find) => is(node, 'ComplexGateway', 'AdHocSubProcess') && find(node, node.$type.replace('bpmn:', '').replace(/^./, (letter) => letter.toLowerCase()))),

	asynchronous: each((node, find) => ['async', 'asyncBefore', 'asyncAfter'].some((name) => isTrue(attribute(node, name))) && find(node)),

	external_task: each((node, find) => is(node, 'ServiceTask') && attribute(node, 'type') === 'external' && find(node, attribute(node, 'topic'))),

	conditional_event: each((node, find) => hasDefinition(node, 'Conditional') && find(node)),

	default_with_condition: each((node, find) => node.default && condition(node.default) && find(node.default)),

	condition_ignored: each((node, find) => is(node, 'ParallelGateway') && flowsOutOf(node).filter(condition).forEach((flow) => find(flow))),

	flow_without_condition: each((node, find) => {
		if (is(node, 'ExclusiveGateway') && flowsOutOf(node).length > 1) {
			flowsOutOf(node).filter((flow) => flow !== node.default && !condition(flow)).forEach((flow) => find(flow));
		}
	}),

	// where all flows compare one variable the server knows from the forms whether they name every word
	choice_without_default: each((node, find) => {
		const flows = flowsOutOf(node);
		const compared = new Set(flows.map((flow) => (COMPARES.exec(condition(flow) || '') || [])[1]));
		if (!is(node, 'ParallelGateway') && flows.length > 0 && !node.default && flows.every(condition) && (compared.size !== 1 || compared.has(undefined))) {
			find(node);
		}
	}),

	status_without_phase: each((node, find) => {
		const said = properties(node);
		return (said.status === undefined) !== (said.phase === undefined) && find(node);
	}),

	unknown_phase: each((node, find) => {
		const { phase, actors, excluded } = properties(node);
		const while_ = [actors, excluded].flatMap((list) => (list || '').split(',')).map((actor) => (/\swhile\s+(\S+)\s*$/.exec(actor) || [])[1]).filter(Boolean);
		[phase, ...while_].filter((word) => word !== undefined && !PHASES.includes(word)).forEach((word) => find(node, word));
	}),

	status_not_a_word: eachStatus((node, status, phase, find) => (status.trim() === '' || status.length > LONGEST || /\s/.test(status)) && find(node, status, LONGEST)),

	status_not_at_wait: eachStatus((node, status, phase, find) => !takesStatus(node) && find(node, status)),

	final_phase_at_wait: eachStatus((node, status, phase, find) => !is(node, 'EndEvent') && FINAL.includes(phase) && find(node, status, phase)),

	end_not_final: eachStatus((node, status, phase, find) => is(node, 'EndEvent') && PHASES.includes(phase) && !FINAL.includes(phase) && find(node, status, phase)),

	end_goes_on: eachStatus((node, status, phase, find) => is(node, 'EndEvent') && !endsProcess(node) && find(node, status)),

	status_within_status: eachStatus((node, status, phase, find) => {
		for (let scope = node.$parent; scope && !is(scope, 'Process'); scope = scope.$parent) {
			if (properties(scope).status) {
				find(node, status, scope.id);
			}
		}
	}),

	status_two_phases: (process, find) => {
		const phases = new Map();
		for (const node of nodes(process)) {
			const { status, phase } = properties(node);
			if (status && phases.has(status) && phases.get(status) !== phase) {
				find(node, status, phases.get(status), phase);
			}
			else if (status) {
				phases.set(status, phase);
			}
		}
	},

	unknown_property: (process, find) => {
		Object.keys(properties(process)).filter((name) => !OF_PROCESS.includes(name)).forEach((name) => find(process, name, OF_PROCESS.join(', ')));
		nodes(process).forEach((node) => Object.keys(properties(node)).filter((name) => !PROPERTIES.includes(name)).forEach((name) => find(node, name, PROPERTIES.join(', '))));
	},

	action_without_label: each((node, find) => {
		const { action, label } = properties(node);
		return action !== undefined && !(label || '').trim() && find(node, action);
	}),

	outcome_not_at_end: each((node, find) => {
		const { outcome } = properties(node);
		return outcome !== undefined && !(is(node, 'EndEvent') && WORD.test(outcome)) && find(node);
	}),

	task_without_form: each((node, find) => is(node, 'UserTask') && !attribute(node, 'formRef') && find(node)),

	form_not_bound: each((node, find) => attribute(node, 'formRef') && attribute(node, 'formRefBinding') !== 'deployment' && find(node, attribute(node, 'formRef'))),

	call_unknown: each((node, find) => is(node, 'CallActivity') && (!node.calledElement || isExpression(node.calledElement)) && find(node)),

	call_passes_too_much: each((node, find) => {
		const much = extensions(node, 'In').some(({ variables }) => variables) || extensions(node, 'Out').some(({ source, target }) => source !== 'outcome' || target !== 'outcome');
		return is(node, 'CallActivity') && much && find(node);
	}),

	decision_unknown: each((node, find) => is(node, 'BusinessRuleTask') && isExpression(attribute(node, 'decisionRef')) && find(node, attribute(node, 'decisionRef'))),

	decision_answer_lost: each((node, find) => is(node, 'BusinessRuleTask') && attribute(node, 'decisionRef') && !isExpression(attribute(node, 'decisionRef')) && !attribute(node, 'resultVariable') && find(node, attribute(node, 'decisionRef'))),

	decision_answer_unreadable: each((node, find) => is(node, 'BusinessRuleTask') && attribute(node, 'decisionRef') && !isExpression(attribute(node, 'decisionRef')) && !MAPS.includes(attribute(node, 'mapDecisionResult')) && find(node, attribute(node, 'mapDecisionResult') || 'resultList')),

	unknown_group: each((node, find) =>
		is(node, 'UserTask') &&
		words(attribute(node, 'candidateGroups'))
			.filter((group) => group !== 'agents' && !(group.startsWith('role.') && ROLES.includes(group.slice(5))) && !TEAM.test(group))
			.forEach((group) => find(node, group)),
	),

	names_a_person: each((node, find) => is(node, 'UserTask') && [...words(attribute(node, 'candidateUsers')), ...words(attribute(node, 'assignee'))].forEach((person) => find(node, person))),

	message_missing: each((node, find) => {
		const messages = definitions(node).filter(({ $type }) => $type === 'bpmn:MessageEventDefinition');
		const waits = is(node, 'StartEvent', 'BoundaryEvent', 'IntermediateCatchEvent');
		const missing = waits ? messages.some(({ messageRef }) => !messageRef || !messageRef.name) : is(node, 'ReceiveTask') && !(node.messageRef && node.messageRef.name);
		return missing && find(node);
	}),

	model_runs_code: each((node, find) => {
		if (is(node, 'ScriptTask')) {
			find(node, 'scriptTask');
		}
		['class', 'delegateExpression'].filter((name) => attribute(node, name)).forEach((name) => find(node, `camunda:${name}`));
		if (is(node, 'ServiceTask', 'SendTask', 'BusinessRuleTask') && attribute(node, 'type') && attribute(node, 'type') !== 'external') {
			find(node, `camunda:type=${attribute(node, 'type')}`);
		}
		['TaskListener', 'Connector'].filter((type) => extensions(node, type).length > 0).forEach((type) => find(node, type.replace(/^./, (letter) => letter.toLowerCase())));
	}),

	model_names_tenant: each((node, find) => ['calledElementTenantId', 'decisionRefTenantId', 'caseTenantId'].filter((name) => attribute(node, name)).forEach((name) => find(node, name))),

	listener_event: (process, find) => {
		for (const element of within(process)) {
			const receives = hasDefinition(element, 'Message') || is(element, 'ReceiveTask');
			const events = isFlow(element) ? ['take'] : receives ? ['end'] : ['start', 'end'];
			extensions(element, 'ExecutionListener').filter(({ event }) => !events.includes(event)).forEach(({ event }) => find(element, event, events.join(', ')));
		}
	},

	timer_too_short: eachTime((node, time, find) => {
		const short = /(^|\/)P(T(\d+(\.\d+)?)S)$/.exec(time);
		return short && Number(short[3]) < 60 && find(node, time);
	}),

	unreadable_timer: eachTime((node, time, find) => {
		const cron = /^\d{1,2}(\s+\S+){5,6}$/.test(time);
		const readable = time.split('/').every((part) => /^P/.test(part) || /^\d{4}-\d{2}-\d{2}/.test(part) || /^R\d{0,9}$/.test(part));
		return !isExpression(time) && !cron && !readable && find(node, time);
	}),
};

/** A rule as bpmnlint wants it: it looks once, at the whole file. */
function ruleOf(name) {
	return () => ({
		check(node, reporter) {
			if (node.$type !== 'bpmn:Definitions') {
				return;
			}
			const processes = (node.rootElements || []).filter((element) => is(element, 'Process'));
			if (processes.length === 0 && name === 'no_executable_process') {
				reporter.report(node.id, sentence(name, []));
			}
			for (const process of processes) {
				RULES[name](process, (element, ...args) => reporter.report(element.id, sentence(name, args)), processes);
			}
		},
	});
}

module.exports = { RULES, ruleOf };
