/**
 * Our rules for process models. They say early, on a modeller's desk, what the gate of the server says again when a
 * model is deployed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';

import { extensions, filesBelow, flowElements, inRoot, processesOf, properties } from '../models.mjs';
import { isBilingual, isDescription, isJapanese } from './labels.mjs';

const require = createRequire(import.meta.url);
const noImplicitEnd = require('bpmnlint/rules/no-implicit-end');
const endEventRequired = require('bpmnlint/rules/end-event-required');

const PHASES = ['open', 'in_work', 'on_hold', 'resolved', 'closed', 'cancelled'];

// a verb knows its ticket; what it takes besides are variables, or words that are written out
const ARGUMENT = String.raw`([a-z]\w*|'[^']*')`;
const VERB = String.raw`[a-z]\w*\.[a-z]\w*\((${ARGUMENT}(, ${ARGUMENT})*)?\)`;
const CALL = new RegExp(String.raw`^\$\{${VERB}\}$`);
// a word, or a column of what a table answered with several
const CONDITION = new RegExp(String.raw`^\$\{(${VERB}|[a-z]\w*(\.[a-z]\w*)? == '[\w-]+')\}$`);
const OUTCOME = /^\$\{outcome == '\w+'\}$/;
const TIMER = /^(R\d*\/)?P[\dYMWDTHS]+$/;

/** The rule as the linter wants it: looks once at each file, gets every flow element. */
function forElements(check) {
	return () => ({
		check(node, reporter) {
			if (node.$type !== 'bpmn:Definitions') {
				return;
			}
			for (const process of processesOf(node)) {
				const elements = [...flowElements(process)].map(({ element }) => element);
				check({ process, elements, file: node.file, report: (element, message) => reporter.report(element.id, message), definitions: node });
			}
		},
	});
}

const isFlow = (element) => element.$type === 'bpmn:SequenceFlow';
const isGateway = (element) => element.$type.endsWith('Gateway');
const isSubProcess = (element) => element.$type === 'bpmn:SubProcess';
/** A token waits at the activity itself for all its instances. */
const isMultiple = (element) => Boolean(element.loopCharacteristics);
const isCall = (element) => element.$type === 'bpmn:CallActivity';
const isUserTask = (element) => element.$type === 'bpmn:UserTask';
/** What an event-based gateway waits for says itself why it goes on there. */
const waits = (element) => element.$type === 'bpmn:EventBasedGateway';
/** A token goes every way, so there is nothing to choose. */
const takesAll = (element) => element.$type === 'bpmn:ParallelGateway';
const splits = (element) => (isGateway(element) || isCall(element)) && element.outgoing?.length > 1;
const messageOf = (element) => (element.eventDefinitions ?? []).find(({ $type }) => $type === 'bpmn:MessageEventDefinition');
const timersOf = (element) => (element.eventDefinitions ?? []).filter(({ $type }) => $type === 'bpmn:TimerEventDefinition');

export const rules = {
	'names-are-japanese': forElements(({ process, elements, report }) => {
		for (const element of [process, ...elements]) {
			const nameless = isFlow(element) ? !splits(element.sourceRef) || waits(element.sourceRef) || takesAll(element.sourceRef) : isGateway(element) && (!splits(element) || takesAll(element));
			if (!nameless && !isJapanese(element.name)) {
				report(element, 'needs a name in Japanese');
			}
		}
	}),

	'documented-in-english': forElements(({ process, elements, report }) => {
		for (const element of [process, ...elements]) {
			if (isFlow(element) && !element.name) {
				continue;
			}
			if (!isDescription(element.documentation?.[0]?.text)) {
				report(element, 'needs a documentation in English that begins with its English name as a sentence');
			}
		}
	}),

	'ids-are-words': forElements(({ process, elements, file, report, definitions }) => {
		if (process.id !== basename(file, '.bpmn') || !/^[a-z]+(-[a-z]+)*$/.test(process.id)) {
			report(process, 'the id of a process is the name of its file, in lower case with dashes');
		}
		const events = definitions.rootElements.filter((element) => element !== process);
		for (const element of [...elements, ...events]) {
			if (!/^[a-z]+([A-Z][a-z]*|\d+)*$/.test(element.id)) {
				report(element, 'an id is made of words, as in resolveIncident');
			}
		}
	}),

	'made-for-our-engine': forElements(({ process, report, definitions }) => {
		const platform = definitions.$attrs;
		if (platform['modeler:executionPlatform'] !== 'Camunda Platform' || platform['modeler:executionPlatformVersion'] !== '7.24.0') {
			report(process, 'the model must be made for Camunda Platform 7.24.0');
		}
		if (!process.isExecutable || !process.get('camunda:versionTag')) {
			report(process, 'a process is executable and carries a version tag');
		}
	}),

	'choices-are-complete': forElements(({ elements, report }) => {
		for (const gateway of elements.filter((element) => ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'].includes(element.$type) && splits(element))) {
			if (!gateway.default) {
				report(gateway, 'one outgoing flow must be the default');
			}
			for (const flow of gateway.outgoing) {
				if ((flow === gateway.default) === Boolean(flow.conditionExpression)) {
					report(flow, 'a flow out of a gateway that chooses has a condition or is the default');
				}
			}
		}
		for (const flow of elements.filter((element) => isFlow(element) && isCall(element.sourceRef) && splits(element.sourceRef))) {
			if (!OUTCOME.test(flow.conditionExpression?.body ?? '')) {
				report(flow, "a flow out of a call asks for its outcome, as in ${outcome == 'approved'}");
			}
		}
	}),

	/** As the linter's own `no-implicit-end`, but a loop that only an event ends is not an end. */
	'ends-are-drawn': () => {
		const rule = noImplicitEnd();
		return {
			check(node, reporter) {
				const siblings = node.$parent?.flowElements ?? [];
				const endedByEvent = isSubProcess(node) && siblings.some((other) => other.attachedToRef === node && other.cancelActivity !== false);
				if (!endedByEvent) {
					rule.check(node, reporter);
				}
			},
		};
	},

	/** As the linter's own `end-event-required`, but an alarm that rings until its scope is terminated has no end. */
	'ends-are-required': () => {
		const rule = endEventRequired();
		return {
			check(node, reporter) {
				const siblings = node.$parent?.flowElements ?? [];
				const terminated = siblings.some(({ eventDefinitions = [] }) => eventDefinitions.some(({ $type }) => $type === 'bpmn:TerminateEventDefinition'));
				if (!(isSubProcess(node) && node.triggeredByEvent && terminated)) {
					rule.check(node, reporter);
				}
			},
		};
	},

	'only-verbs': forElements(({ elements, report }) => {
		const only = (element, expression, pattern, what) => {
			if (!pattern.test(expression ?? '')) {
				report(element, `${what} must be a verb, as in \${incident.resume()}, but is ${expression}`);
			}
		};
		for (const element of elements) {
			if (element.$type === 'bpmn:ServiceTask' && element.get('camunda:type') !== 'external') {
				only(element, element.get('camunda:expression'), CALL, 'the call');
			}
			if (isFlow(element) && element.conditionExpression) {
				only(element, element.conditionExpression.body, CONDITION, 'the condition');
			}
			for (const { inputParameters = [], outputParameters = [] } of extensions(element, 'camunda:InputOutput')) {
				[...inputParameters, ...outputParameters].forEach(({ value }) => only(element, value, CALL, 'the parameter'));
			}
			for (const { expression } of extensions(element, 'camunda:ExecutionListener')) {
				only(element, expression, CALL, 'what is recorded');
			}
			for (const timer of timersOf(element)) {
				const body = (timer.timeDate ?? timer.timeDuration ?? timer.timeCycle)?.body;
				if (!TIMER.test(body ?? '')) {
					only(element, body, CALL, 'the time');
				}
			}
			for (const attribute of ['dueDate', 'followUpDate'].filter((name) => isUserTask(element) && element.get(`camunda:${name}`))) {
				only(element, element.get(`camunda:${attribute}`), CALL, attribute);
			}
			if (properties(element).when) {
				only(element, properties(element).when, CALL, 'when');
			}
			if (isMultiple(element)) {
				only(element, element.loopCharacteristics.get('camunda:collection'), CALL, 'the collection');
				only(element, element.loopCharacteristics.completionCondition?.body, CALL, 'the completion condition');
			}
		}
	}),

	'no-code': forElements(({ elements, report }) => {
		const refused = ['camunda:class', 'camunda:delegateExpression', 'camunda:asyncBefore', 'camunda:asyncAfter'];
		const refusedBlocks = ['camunda:TaskListener', 'camunda:Connector', 'camunda:Field', 'camunda:FormData'];
		for (const element of elements) {
			refused.filter((name) => isSet(element, name)).forEach((name) => report(element, `${name} is not for models`));
			refusedBlocks.filter((type) => extensions(element, type).length > 0).forEach((type) => report(element, `${type} is not for models`));
			if (['bpmn:ScriptTask', 'bpmn:SendTask'].includes(element.$type) || (isSet(element, 'camunda:type') && element.get('camunda:type') !== 'external')) {
				report(element, 'scripts, connectors, mail and shell tasks are not for models');
			}
			for (const listener of extensions(element, 'camunda:ExecutionListener')) {
				const events = isFlow(element) ? ['take'] : messageOf(element) || element.$type === 'bpmn:ReceiveTask' ? ['end'] : ['start', 'end'];
				if (!events.includes(listener.event)) {
					report(element, `a verb is recorded here on ${events.join(' or ')}, not on ${listener.event}`);
				}
				if (listener.class || listener.delegateExpression || listener.script || listener.fields) {
					report(element, 'a listener calls a verb, nothing else');
				}
			}
			if (element.conditionExpression?.language) {
				report(element, 'a condition is no script');
			}
		}
	}),

	/** What an action records hangs on the flow it takes; a box decides: it answers something, or raises what is caught. */
	'boxes-decide': forElements(({ elements, report }) => {
		const isCaught = (task) => elements.some(({ attachedToRef, eventDefinitions = [] }) => attachedToRef === task && eventDefinitions.some(({ $type }) => $type === 'bpmn:ErrorEventDefinition'));
		for (const element of elements) {
			const calls = element.$type === 'bpmn:ServiceTask' && element.get('camunda:type') !== 'external';
			if (calls && !element.get('camunda:resultVariable') && !isCaught(element)) {
				report(element, 'only records something: make its call a listener of the flow that leads on');
			}
			if (['bpmn:Task', 'bpmn:ManualTask'].includes(element.$type) || (element.$type === 'bpmn:IntermediateThrowEvent' && !element.eventDefinitions)) {
				report(element, 'does nothing; leave it out');
			}
		}
	}),

	'every-question-has-a-form': forElements(({ elements, file, report }) => {
		const folder = file.replace(/^processes\/(.*)\/[^/]*$/, 'forms/$1');
		const known = (form) => existsSync(inRoot(`${folder}/${form}.form`));
		for (const task of elements.filter(isUserTask)) {
			const form = task.get('camunda:formRef');
			if (!form || !known(form)) {
				report(task, `needs a form in ${folder}, but refers to ${form}`);
			}
			if (task.get('camunda:formRefBinding') !== 'deployment') {
				report(task, 'a form moves with its process: the binding must be deployment');
			}
		}
		for (const event of elements.filter((element) => properties(element).action)) {
			const { action, label, form, actors } = properties(event);
			if (!messageOf(event)) {
				report(event, 'an action on an event needs a message');
			}
			if (!/^[a-z]+(-[a-z]+)*$/.test(action) || !isBilingual(label) || !actors) {
				report(event, 'an action needs a name in lower case with dashes, a label `日本語 / English` and actors');
			}
			if (!form || !known(form)) {
				report(event, `needs a form in ${folder}, but refers to ${form}`);
			}
		}
	}),

	/** What a called process answers is one word, and the caller goes on by it: so it says no status at its end. */
	'calls-fit': forElements(({ process, elements, report }) => {
		for (const call of elements.filter((element) => element.$type === 'bpmn:CallActivity')) {
			const called = shippedProcesses().find(({ id }) => id === call.calledElement);
			if (!called) {
				report(call, `calls ${call.calledElement}, which is none of the shipped processes`);
			}
		}
		for (const element of elements.filter((one) => properties(one).outcome)) {
			if (element.$type !== 'bpmn:EndEvent' || !isCalled(process)) {
				report(element, 'an outcome is for the ends of a process that another calls');
			}
		}
	}),

	'waits-have-a-status': forElements(({ process, elements, report }) => {
		const carriesStatus = elements.some((element) => properties(element).status);
		const mainPath = new Set(carriesStatus ? waitsOnMainPath(process) : []);
		for (const element of elements) {
			const { status, phase } = properties(element);
			if (mainPath.has(element) && !(status && PHASES.includes(phase))) {
				report(element, `waits on the main path: needs the properties status and phase (${PHASES.join(', ')})`);
			}
			if (!mainPath.has(element) && (status || phase)) {
				report(element, 'is no wait of the main path, so it has no status');
			}
		}
	}),
};

function isSet(element, name) {
	const value = element.$descriptor.propertiesByName[name] ? element.get(name) : element.$attrs?.[name];
	return value !== undefined && value !== false;
}

const calls = /<bpmn:callActivity [^>]*calledElement="([^"]+)"/g;

function shippedProcesses() {
	return filesBelow('processes', '.bpmn').map((file) => ({
		id: basename(file, '.bpmn'),
		calls: [...readFileSync(inRoot(file), 'utf8').matchAll(calls)].map(([, called]) => called),
	}));
}

function isCalled(process) {
	return shippedProcesses().some(({ calls }) => calls.includes(process.id));
}

/** Whether the end leaves no token of the main path behind: what interrupts the process ends it. */
function endsProcess(end, process) {
	let scope = end.$parent;
	while (scope !== process && scope.triggeredByEvent && scope.flowElements.some(interrupts)) {
		scope = scope.$parent;
	}
	return scope === process;
}

function interrupts(element) {
	return element.$type === 'bpmn:StartEvent' && element.isInterrupting !== false;
}

/** Where the token from the start event can wait: branches that don't interrupt carry no status. */
function waitsOnMainPath(process) {
	const seen = new Set();
	const visit = (element, inside) => {
		if (seen.has(element)) {
			return;
		}
		seen.add(element);
		if (isSubProcess(element) && !isMultiple(element) && !properties(element).status) {
			enter(element);
		}
		(element.$parent.flowElements ?? [])
			.filter((other) => other.attachedToRef === element && other.cancelActivity !== false)
			.forEach((boundary) => visit(boundary, inside));
		(element.outgoing ?? []).forEach((flow) => visit(flow.targetRef, inside));
	};
	const enter = (scope) => {
		for (const element of scope.flowElements ?? []) {
			if (interrupts(element)) {
				visit(element, scope);
			}
			if (isSubProcess(element) && element.triggeredByEvent) {
				enter(element);
			}
		}
	};
	enter(process);
	return [...seen].filter(
		(element) =>
			isMultiple(element) ||
			(isSubProcess(element) && properties(element).status) ||
			['bpmn:UserTask', 'bpmn:ReceiveTask', 'bpmn:EventBasedGateway', 'bpmn:IntermediateCatchEvent'].includes(element.$type) ||
			(element.$type === 'bpmn:EndEvent' && endsProcess(element, process) && !isCalled(process)),
	);
}
