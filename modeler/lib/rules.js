'use strict';

/**
 * The rules that a drawing alone can answer, by the ids that the server gives them. Each looks at one process and tells
 * its findings: an element, and what its sentence mentions.
 */
const { attribute, boundaries, definitions, endsProcess, extensions, flowsOutOf, hasDefinition, is, isFlow, isMultiple, isNode, isScope, isTrue, properties, propertyNames, within } = require('./model');
const { beside, besideStarts, besides, caught, endlessLoop, errorOf, isEntered, isExternal, main } = require('./graph');
const { WORDS, sentence } = require('./words');

const PHASES = ['open', 'in_work', 'on_hold', 'resolved', 'closed', 'cancelled'];
const FINAL = ['closed', 'cancelled'];
const PROPERTIES = ['status', 'phase', 'actors', 'excluded', 'approves', 'action', 'label', 'form', 'when', 'outcome'];
const OF_PROCESS = ['request_type', 'label', 'description', 'category', 'actors', 'form'];
const MAPS = ['singleEntry', 'collectEntries', 'singleResult', 'resultList'];
const ROLES = ['admin', 'manager', 'operator', 'viewer', 'user', 'process_owner', 'integrator'];
const TEAM = /^team\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const COMPARES = /^\$\{\s*(\w+)\s*==\s*'([^']*)'\s*}$/;
const WORD = /^[a-z][a-z0-9_]*$/;
const FEW = /^R(10|\d)\//;
const LONGEST = 64;
const TOPIC = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const TYPE = /^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/;
const CALL = /^[$#]\{\s*\w+\s*\.\s*\w+\s*\(([\s\S]*)\)\s*}$/;
const LITERAL = /^[$#]\{\s*('[^']*'|"[^"]*"|-?[\d.]+|null)\s*}$/;
const LONGEST_NAME = 255;
const LONGEST_TYPE = 60;
const MOST_NODES = 500;
const MOST_SCOPES = 10;
const MOST_INSTANCES = 500;

const nodes = (process) => [...within(process)].filter(isNode);
const condition = (flow) => flow.conditionExpression && (flow.conditionExpression.body || '').trim();
const cardinality = (node) => ((node.loopCharacteristics && node.loopCharacteristics.loopCardinality && node.loopCharacteristics.loopCardinality.body) || '').trim();
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

/** Every signal of the file that is thrown or caught, told of those in the process. */
function signals(check) {
	return (process, find, all) => {
		const named = all.flatMap(nodes).flatMap((node) =>
			definitions(node).filter(({ $type }) => $type === 'bpmn:SignalEventDefinition').map(({ signalRef }) => ({ node, name: (signalRef && signalRef.name) || '' })),
		);
		const throwing = ({ node }) => is(node, 'IntermediateThrowEvent', 'EndEvent');
		const own = new Set(nodes(process));
		check(named.filter(throwing), named.filter((one) => !throwing(one)), (node, ...args) => own.has(node) && find(node, ...args));
	};
}

/** Each element of a process with all that stands in it, but for other elements of the process. */
function eachPart(check) {
	return (process, find) => {
		for (const element of [process, ...within(process)]) {
			const ahead = [element];
			while (ahead.length > 0) {
				const part = ahead.pop();
				check(element, part, find);
				const inside = [part.extensionElements, part.loopCharacteristics, ...(part.eventDefinitions || []), ...(part === element ? [] : [...(part.values || []), ...(part.$children || [])])];
				ahead.push(...inside.filter((one) => one && one.$type));
			}
		}
	};
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

	element_unserved: each((node, find) => [node, node.loopCharacteristics].filter((one) => one && is(one, 'ComplexGateway', 'AdHocSubProcess', 'StandardLoopCharacteristics'))
		.forEach((one) => find(node, one.$type.replace('bpmn:', '').replace(/^./, (letter) => letter.toLowerCase())))),

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

	property_twice: (process, find) =>
		[process, ...nodes(process)].forEach((one) => {
			const names = propertyNames(one);
			new Set(names.filter((name, i) => names.indexOf(name) < i)).forEach((name) => find(one, name));
		}),

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

	model_nodes: (process, find, all) => process === all[0] && all.flatMap(nodes).length > MOST_NODES && find(process, MOST_NODES),

	model_nests: (process, find) => {
		const depth = (scope) => (scope && isNode(scope) ? depth(scope.$parent) + 1 : 0);
		const deep = nodes(process).find((node) => is(node, 'SubProcess', 'Transaction') && depth(node) > MOST_SCOPES);
		return deep && find(deep, MOST_SCOPES);
	},

	endless_loop: (process, find) => {
		const node = endlessLoop(process);
		return node && find(node, node.id);
	},

	unreachable_element: (process, find, all) => {
		if (all.every(({ isExecutable }) => isExecutable)) {
			const reached = new Set([...main(process), ...besides(process)]);
			nodes(process).filter((node) => !reached.has(node) && !isEntered(node)).forEach((node) => find(node));
		}
	},

	status_beside: (process, find) => {
		const ends = (node) => is(node, 'EndEvent') && node.$parent === process && hasDefinition(node, 'Terminate');
		[...besides(process)].filter((node) => properties(node).status !== undefined && !ends(node)).forEach((node) => find(node, properties(node).status));
	},

	beside_waits: (process, find) => {
		const waits = (node) => is(node, 'UserTask', 'ReceiveTask', 'EventBasedGateway', 'IntermediateCatchEvent') || isExternal(node);
		const again = (node) => definitions(node).some(({ timeCycle }) => timeCycle && !FEW.test((timeCycle.body || '').trim()));
		besideStarts(process).filter(again).forEach((timer) => {
			const wait = [...beside(process, timer)].find(waits);
			return wait && find(timer, wait.id);
		});
	},

	error_not_caught: each((node, find) => is(node, 'EndEvent') && errorOf(node) && !caught(node) && find(node)),

	calls_itself: (process, find, all) => {
		const calls = (one) => nodes(one).filter((node) => is(node, 'CallActivity')).map(({ calledElement }) => calledElement);
		const seen = new Set();
		for (let ahead = calls(process); ahead.length > 0; ) {
			const called = ahead.pop();
			const within_ = !seen.has(called) && all.find(({ id }) => id === called);
			seen.add(called);
			ahead = within_ ? [...ahead, ...calls(within_)] : ahead;
		}
		return seen.has(process.id) && find(process, process.id);
	},

	signal_without_sender: signals((throws, catches, find) => catches.filter(({ name }) => !throws.some((one) => one.name === name)).forEach(({ node, name }) => find(node, name))),

	signal_without_receiver: signals((throws, catches, find) => throws.filter(({ name }) => !catches.some((one) => one.name === name)).forEach(({ node, name }) => find(node, name))),

	wait_without_timer: each((node, find) => {
		const named = is(node, 'ReceiveTask') && node.messageRef && (node.messageRef.name || '').trim();
		return named && properties(node).action === undefined && !boundaries(node).some((one) => hasDefinition(one, 'Timer')) && find(node);
	}),

	topic_not_a_word: each((node, find) => isExternal(node) && !TOPIC.test(attribute(node, 'topic') || '') && find(node, attribute(node, 'topic') || '')),

	external_elsewhere: each((node, find) => [node, ...definitions(node)]
		.filter((one) => attribute(one, 'type') === 'external' && !is(one, 'ServiceTask'))
		.forEach((one) => find(node, one.$type.replace('bpmn:', '').replace(/^./, (letter) => letter.toLowerCase())))),

	timer_not_verb: eachTime((node, time, find) => isExpression(time) && !CALL.test(time) && find(node, time)),

	when_not_verb: each((node, find) => {
		const when = (properties(node).when || '').trim();
		const call = CALL.exec(when);
		const reads = call && /[A-Za-z_]/.test(call[1].replace(/'[^']*'|"[^"]*"|\b(true|false|null)\b/g, ''));
		return when && (!call || reads) && find(node, when);
	}),

	condition_not_boolean: (process, find) =>
		[...within(process)].filter((one) => isFlow(one) && condition(one)).forEach((flow) => {
			const text = condition(flow);
			const whole = /^[$#]\{[\s\S]*}$/.test(text);
			return (!isExpression(text) || !whole || LITERAL.test(text)) && find(flow, text);
		}),

	unreadable_date: each((node, find) =>
		is(node, 'UserTask') &&
		['dueDate', 'followUpDate'].map((name) => attribute(node, name)).filter((date) => date && !isExpression(date) && !/^\s*(P|\d{4}-\d{2}-\d{2})/.test(date)).forEach((date) => find(node, date)),
	),

	priority_not_number: each((node, find) => {
		const priority = is(node, 'UserTask') && attribute(node, 'priority');
		return priority && !isExpression(priority) && !/^\d{1,9}$/.test(priority) && find(node, priority);
	}),

	too_many_instances: each((node, find) => {
		const count = cardinality(node);
		return count && !isExpression(count) && !(/^\d{1,9}$/.test(count) && Number(count) <= MOST_INSTANCES) && find(node, count, MOST_INSTANCES);
	}),

	no_instances: each((node, find) => {
		const count = cardinality(node);
		return /^0+$/.test(count) && find(node);
	}),

	too_long_name: (process, find) =>
		[process, ...nodes(process)].forEach((one) => [one.id, one.name].filter((name) => name && name.length > LONGEST_NAME).forEach(() => find(one, LONGEST_NAME))),

	request_type_word: (process, find) => {
		const { request_type: type } = properties(process);
		return type !== undefined && (!TYPE.test(type) || type.length > LONGEST_TYPE) && find(process, type);
	},

	request_without_label: (process, find) => {
		const { request_type: type, label } = properties(process);
		return type !== undefined && !(label || '').trim() && find(process);
	},

	unknown_attribute: eachPart((element, part, find) =>
		Object.keys(part.$attrs || {})
			.filter((name) => name.startsWith('camunda:') && !WORDS.attributes.includes(name.slice('camunda:'.length)))
			.forEach((name) => find(element, name)),
	),

	moment_over: each((node, find) => {
		for (const { timeDate } of definitions(node).filter(({ $type }) => $type === 'bpmn:TimerEventDefinition')) {
			const time = ((timeDate && timeDate.body) || '').trim();
			if (/^\d{4}-\d{2}-\d{2}/.test(time) && new Date(time) < new Date()) {
				find(node, time);
			}
		}
	}),

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
