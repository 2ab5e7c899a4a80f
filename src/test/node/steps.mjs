/** The table of a process's steps: what each is called, does, calls and asks. */
import { extensions, flowElements, processesOf, properties } from './models.mjs';

export function stepTable(definitions, file) {
	const lines = [];
	for (const process of processesOf(definitions)) {
		lines.push(
			`# ${process.name}`,
			'',
			`${documentation(process)} Drawn and listed from [\`${file}\`](../../${file}); don't edit this page.`,
			'',
			`![${process.name}](${process.id}.svg)`,
			...(Object.keys(recordedOnFlows(definitions)).length > 0 ? ['', 'A sheet on a flow: something is recorded when it is taken, as listed with the step before it.'] : []),
			'',
			'| step | id | what it does | calls, asks, waits as |',
			'|---|---|---|---|',
		);
		for (const { element, depth } of flowElements(process)) {
			if (element.$type !== 'bpmn:SequenceFlow') {
				lines.push(`| ${'· '.repeat(depth)}${element.name ?? ''} | \`${element.id}\` | ${documentation(element)} | ${facts(element).join('<br>')} |`);
			}
		}
		lines.push('');
	}
	return lines.join('\n');
}

/** Gateways that ask something where several flows leave them. */
const CHOOSES = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'];

function documentation(element) {
	return (element.documentation ?? []).map(({ text }) => text.trim()).join(' ').replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

function facts(element) {
	const { status, phase, action, actors, excluded, form, when, outcome } = properties(element);
	const facts = [];
	const say = (word, value) => value && facts.push(`${word} \`${value}\``);
	say('status', status && `${status} (${phase})`);
	say('outcome', outcome);
	say('action', action);
	say('form', element.get('camunda:formRef') ?? form);
	say('actors', actors);
	say('excluded', excluded);
	say('when', call(when));
	say('for each of', call(element.loopCharacteristics?.get('camunda:collection')));
	say('until', call(element.loopCharacteristics?.completionCondition?.body));
	say('calls', call(element.get('camunda:expression')));
	if (element.calledElement) {
		facts.push(`calls process [\`${element.calledElement}\`](${element.calledElement}.md)`);
	}
	say('decides by', element.get('camunda:decisionRef'));
	for (const { inputParameters = [] } of extensions(element, 'camunda:InputOutput')) {
		inputParameters.forEach(({ name, value }) => say(`${name} =`, call(value)));
	}
	for (const definition of element.eventDefinitions ?? []) {
		say('message', definition.messageRef?.name);
		const timer = definition.timeDate ?? definition.timeCycle ?? definition.timeDuration;
		say('timer', timer && call(timer.body));
	}
	for (const { event, expression } of listeners(element)) {
		say(event === 'start' ? 'records first' : 'records', call(expression));
	}
	for (const flow of element.outgoing ?? []) {
		const recorded = listeners(flow).map(({ expression }) => `records \`${call(expression)}\``);
		if ((CHOOSES.includes(element.$type) && element.outgoing.length > 1) || flow.conditionExpression) {
			const condition = flow.conditionExpression ? ` if \`${call(flow.conditionExpression.body)}\`` : ' otherwise';
			facts.push([`${flow.name} → \`${flow.targetRef.id}\`${condition}`, ...recorded].join(', '));
		}
		else if (recorded.length > 0) {
			facts.push([`→ \`${flow.targetRef.id}\``, ...recorded].join(' '));
		}
	}
	return facts;
}

/** What each flow records when it is taken, by its id. */
export function recordedOnFlows(definitions) {
	const flows = processesOf(definitions)
		.flatMap((process) => [...flowElements(process)])
		.map(({ element }) => element)
		.filter((element) => element.$type === 'bpmn:SequenceFlow' && listeners(element).length > 0);
	return Object.fromEntries(flows.map((flow) => [flow.id, listeners(flow).map(({ expression }) => call(expression)).join('\n')]));
}

function listeners(element) {
	return extensions(element, 'camunda:ExecutionListener');
}

/** Without the wrapping. */
function call(expression) {
	return expression?.replace(/^\$\{(.*)\}$/, '$1');
}
