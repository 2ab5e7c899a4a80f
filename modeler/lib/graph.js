'use strict';

/** The ways of a token through a process, followed as the server does. */
const { attribute, boundaries, definitions, flowsOutOf, hasDefinition, is, isNode, within } = require('./model');

const nodes = (process) => [...within(process)].filter(isNode);
const targets = (node) => [...new Set(flowsOutOf(node).map(({ targetRef }) => targetRef).filter(Boolean))];
const starts = (scope) => (scope.flowElements || []).filter((element) => is(element, 'StartEvent'));
const isScope = (element) => is(element, 'SubProcess', 'Transaction', 'AdHocSubProcess');
const errorOf = (node) => definitions(node).find(({ $type }) => $type === 'bpmn:ErrorEventDefinition');
const interrupting = (node) => boundaries(node).filter(({ cancelActivity }) => cancelActivity !== false);
const isExternal = (node) => is(node, 'ServiceTask') && attribute(node, 'type') === 'external';

/** Whether what begins here leaves the token of the main path where it is. */
const runsBeside = (node) => (is(node, 'BoundaryEvent') && node.cancelActivity === false) || (is(node, 'StartEvent') && node.isInterrupting === false);

function catches(event, error) {
	return definitions(event).some((one) => one.$type === 'bpmn:ErrorEventDefinition' && (!one.errorRef || (error.errorRef && one.errorRef.errorCode === error.errorRef.errorCode)));
}

/** What in the same process catches the error of an end event. */
function caught(end) {
	const error = errorOf(end);
	let from = end;
	for (let scope = end.$parent; scope && scope.flowElements; scope = scope.$parent) {
		const beside = scope.flowElements.filter((one) => isScope(one) && one.triggeredByEvent && one !== from);
		const start = beside.flatMap(starts).find((one) => catches(one, error));
		if (start || !isScope(scope)) {
			return start;
		}
		const boundary = boundaries(scope).find((one) => catches(one, error));
		if (boundary) {
			return boundary;
		}
		from = scope;
	}
	return undefined;
}

function next(node) {
	if (is(node, 'EndEvent') && errorOf(node)) {
		const catcher = caught(node);
		return catcher ? targets(catcher) : [];
	}
	if (is(node, 'EndEvent') && isScope(node.$parent)) {
		return targets(node.$parent);
	}
	return isScope(node) && !node.triggeredByEvent ? starts(node) : targets(node);
}

const linksOf = (node) => definitions(node).filter(({ $type }) => $type === 'bpmn:LinkEventDefinition').map(({ name }) => name);

function caughtLinks(node, all) {
	return is(node, 'IntermediateThrowEvent') ? all.filter((one) => is(one, 'IntermediateCatchEvent') && linksOf(one).some((name) => linksOf(node).includes(name))) : [];
}

function visited(from, all, goOn) {
	const seen = new Set();
	const ahead = [...from];
	while (ahead.length > 0) {
		const here = ahead.pop();
		if (!seen.has(here)) {
			seen.add(here);
			ahead.push(...goOn(here), ...caughtLinks(here, all), ...interrupting(here));
		}
	}
	return seen;
}

/** Where the token of the main path can ever go. */
function main(process) {
	const all = nodes(process);
	const events = all.filter((node) => isScope(node) && node.triggeredByEvent).flatMap(starts).filter((start) => start.isInterrupting !== false);
	return visited([...starts(process), ...events], all, next);
}

/** Where a token begins that leaves that of the main path where it is. */
const besideStarts = (process) => nodes(process).filter((node) => runsBeside(node) && (!is(node, 'StartEvent') || isScope(node.$parent)));

/** Where a token can go that begins there: the end of a scope that it began in ends it, what it entered itself it leaves. */
function beside(process, start) {
	const around = new Set();
	for (let scope = start.$parent; scope; scope = scope.$parent) {
		around.add(scope);
	}
	return visited([start], nodes(process), (node) => (is(node, 'EndEvent') && around.has(node.$parent) ? [] : next(node)));
}

/** Where tokens can go that run beside it. */
const besides = (process) => new Set(besideStarts(process).flatMap((start) => [...beside(process, start)]));

/** Whether time passes, or somebody acts, before a token goes on from here. */
function stands(node) {
	if (is(node, 'BoundaryEvent', 'IntermediateCatchEvent')) {
		return ['Timer', 'Message', 'Signal'].some((type) => hasDefinition(node, type));
	}
	return is(node, 'UserTask', 'ReceiveTask', 'EventBasedGateway') || isExternal(node);
}

/** An element of a loop in which no token waits and nothing is called. */
function endlessLoop(process) {
	const all = nodes(process);
	const passed = new Set(all.filter((node) => !stands(node) && !is(node, 'CallActivity')));
	const ahead = new Map();
	for (const node of passed) {
		const after = [...next(node), ...boundaries(node).filter((boundary) => !stands(boundary)).flatMap(targets), ...caughtLinks(node, all)];
		ahead.set(node, new Set(after.filter((one) => passed.has(one))));
	}
	for (let ends = [null]; ends.length > 0; ) {
		ends = [...ahead].filter(([, after]) => after.size === 0).map(([node]) => node);
		ends.forEach((end) => ahead.delete(end));
		ahead.forEach((after) => ends.forEach((end) => after.delete(end)));
	}
	const seen = new Set();
	let here = [...ahead.keys()][0];
	while (here && !seen.has(here)) {
		seen.add(here);
		here = [...ahead.get(here)][0];
	}
	return here;
}

/** Whether a token comes here by another way than a flow. */
function isEntered(node) {
	for (let scope = node; scope && isNode(scope); scope = scope.$parent) {
		if (isScope(scope) && scope.triggeredByEvent) {
			return true;
		}
	}
	return is(node, 'BoundaryEvent') || Boolean(node.isForCompensation) || linksOf(node).length > 0;
}

module.exports = { beside, besideStarts, besides, caught, endlessLoop, errorOf, isEntered, isExternal, main };
