'use strict';

/** Reads models alike whether or not the linter knows Camunda's words: Modeler's does, a plain bpmnlint does not. */

const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn';

const is = (element, ...types) => types.some((type) => element.$type === `bpmn:${type}`);

function attribute(element, name) {
	const known = element.$descriptor && element.$descriptor.propertiesByName && element.$descriptor.propertiesByName[`camunda:${name}`];
	if (known) {
		// what stands there, not what Camunda takes where nothing does
		const own = [known.name, `camunda:${name}`, name].some((one) => Object.prototype.hasOwnProperty.call(element, one));
		return own ? element.get(`camunda:${name}`) : undefined;
	}
	const others = element.$attrs || {};
	return others[`camunda:${name}`] !== undefined ? others[`camunda:${name}`] : element[name];
}

const isTrue = (value) => value === true || value === 'true';

function children(element) {
	return element.values || element.$children || [];
}

function extensions(element, type) {
	const wanted = `camunda:${type}`.toLowerCase();
	return ((element.extensionElements && element.extensionElements.values) || []).filter(({ $type }) => $type.toLowerCase() === wanted);
}

function properties(element) {
	const all = extensions(element, 'Properties').flatMap(children);
	return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

const propertyNames = (element) =>
	extensions(element, 'Properties')
		.flatMap(children)
		.map(({ name }) => name)
		.filter(Boolean);

function* within(scope) {
	for (const element of scope.flowElements || []) {
		yield element;
		yield* within(element);
	}
}

/** By where they begin, as the engine finds them; what an element says of them is for editors. */
const flowsOutOf = (element) => ((element.$parent && element.$parent.flowElements) || []).filter((flow) => flow.$type === 'bpmn:SequenceFlow' && flow.sourceRef === element);

const definitions = (element) => element.eventDefinitions || [];

const hasDefinition = (element, type) => definitions(element).some(({ $type }) => $type === `bpmn:${type}EventDefinition`);

const isFlow = (element) => is(element, 'SequenceFlow');

const isNode = (element) => Boolean(element.$instanceOf && element.$instanceOf('bpmn:FlowNode'));

const isMultiple = (element) => Boolean(element.loopCharacteristics);

const isScope = (element) => is(element, 'SubProcess', 'Transaction') && !element.triggeredByEvent;

/** Whether the end leaves no token of the main path behind. */
function endsProcess(end) {
	let scope = end.$parent;
	while (scope && is(scope, 'SubProcess') && scope.triggeredByEvent && (scope.flowElements || []).some((start) => is(start, 'StartEvent') && start.isInterrupting !== false)) {
		scope = scope.$parent;
	}
	return Boolean(scope) && is(scope, 'Process') && !hasDefinition(end, 'Error');
}

const boundaries = (element) => ((element.$parent && element.$parent.flowElements) || []).filter((other) => other.attachedToRef === element);

module.exports = { CAMUNDA, attribute, boundaries, definitions, endsProcess, extensions, flowsOutOf, hasDefinition, is, isFlow, isMultiple, isNode, isScope, isTrue, properties, propertyNames, within };
