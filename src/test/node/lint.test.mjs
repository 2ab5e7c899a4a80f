/** The lint is worth what it finds: each test spoils one thing in a copy of the models and names the rule that sees it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

import { checks } from './lint/models.mjs';
import { readModelsOf } from './models.mjs';

const repository = resolve(import.meta.dirname, '../../..');
const root = mkdtempSync(join(tmpdir(), 'models-'));
for (const folder of ['processes', 'rules', 'forms', '.camunda']) {
	cpSync(join(repository, folder), join(root, folder), { recursive: true });
}
readModelsOf(root);
after(() => rmSync(root, { recursive: true }));

/** The command, as people and the build call it. */
function lint() {
	const { status, stdout, stderr } = spawnSync('node', ['lint.mjs'], { cwd: import.meta.dirname, env: { ...process.env, MODELS_ROOT: root }, encoding: 'utf8' });
	return { status, output: stdout + stderr };
}

/** Spoils one file for as long as it is looked at. */
async function spoilt(file, from, to, look) {
	const whole = readFileSync(join(root, file), 'utf8');
	const other = whole.replace(from, to);
	assert.notEqual(other, whole, 'nothing was spoilt');
	writeFileSync(join(root, file), other);
	try {
		await look();
	}
	finally {
		writeFileSync(join(root, file), whole);
	}
}

const isError = ({ severity = 'error' }) => severity === 'error';

function finds(rule, file, from, to) {
	test(`finds ${rule}: ${typeof from === 'string' ? from.slice(0, 60) : from}`, () => spoilt(file, from, to, async () => {
		const found = [];
		// those that read processes are slow: first where most of such a file's rules are
		for (const check of file.endsWith('.bpmn') ? checks.toReversed() : checks) {
			found.push(...(await check()).filter(isError).map((one) => one.rule.split('/').at(-1)));
			if (found.includes(rule)) {
				return;
			}
		}
		assert.fail(`found nothing but ${found}`);
	}));
}

test('finds nothing in the models as they are', () => {
	assert.deepEqual(lint(), { status: 0, output: '0 errors, 0 warnings in the models\n' });
});

const incident = 'processes/incident/incident.bpmn';
test('tells where it is, and fails', () => spoilt(incident, ' name="保留" sourceRef', ' sourceRef', () => {
	const { status, output } = lint();
	assert.match(output, /^error: processes\/incident\/incident\.bpmn#\w+: .* \[([\w-]+\/)?label-required\]$/m);
	assert.equal(status, 1);
}));
finds('names-are-japanese', incident, 'name="初動対応"', 'name="Accept"');
finds('label-required', incident, ' name="保留" sourceRef', ' sourceRef');
finds('documented-in-english', incident, /<bpmn:documentation>First response\.[^<]*<\/bpmn:documentation>/, '');
finds('ids-are-words', incident, /\bacceptIncident\b/g, 'Activity_0049ryx');
finds('made-for-our-engine', incident, '7.24.0', '7.15.0');
finds('history-time-to-live', incident, ' camunda:historyTimeToLive="P365D"', '');
finds('choices-are-complete', incident, "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${action == 'hold'}</bpmn:conditionExpression>", '');
finds('choices-are-complete', incident, / default="workedHowTo\w+"/, '');
finds('only-verbs', incident, '${incident.resume()}', '${execution.processEngineServices}');
finds('only-verbs', incident, "${action == 'hold'}", "${incident.status.equals('x')}");
finds('only-verbs', incident, '>${incident.holdReminders()}<', '>${now}<');
finds('only-verbs', incident, 'event="take" expression="${incident.resume()}"', 'event="take" expression="${hold_reason}"');
const security = 'processes/request/security-incident.bpmn';
finds('only-verbs', security, "${containment.isolate == 'yes'}", "${containment.isolate.name == 'yes'}");
finds('choices-are-complete', security, / default="whatToDoTo\w+"/, '');
finds('no-code', incident, 'event="take" expression="${incident.resume()}"', 'event="start" expression="${incident.resume()}"');
finds('no-code', incident, '<bpmn:userTask id="acceptIncident"', '<bpmn:userTask camunda:asyncBefore="true" id="acceptIncident"');
finds('no-code', incident, 'expression="${incident.resume()}"', 'class="io.nagare.Resume"');
finds('every-question-has-a-form', incident, 'camunda:formRef="accept-incident"', 'camunda:formRef="missing"');
finds('every-question-has-a-form', incident, 'value="取り消し / Cancel ticket"', 'value="Cancel"');
finds('waits-have-a-status', incident, '<camunda:property name="status" value="on_hold" />', '');
finds('waits-have-a-status', incident, '<camunda:property name="phase" value="in_work" />', '<camunda:property name="phase" value="busy" />');
finds('ends-are-drawn', incident, /<bpmn:sequenceFlow id="acceptIncidentToAcceptedHow"[^>]*>/, '');
finds('flows-are-orthogonal', incident, /(id="acceptIncidentToAcceptedHow_di"[^>]*>\s*<di:waypoint x="\d+" y=")\d+/, '$1410');
finds('flows-avoid-shapes', incident, /y="500"/g, 'y="540"');
finds('labels-are-free', incident, /(id="acceptedHow_di"[\s\S]*?<bpmndi:BPMNLabel>\s*<dc:Bounds x=")\d+/, '$11000');
finds('not-too-many', 'processes/incident/major-incident.bpmn', '</bpmn:process>', '<bpmn:intermediateThrowEvent id="oneMore" name="もう1つ" /></bpmn:process>');
finds('every-verb-offered', incident, 'incident.resume()', 'incident.recordAnything()');

const change = 'processes/change/change.bpmn';
const authorization = 'processes/change/change-authorization.bpmn';
finds('calls-fit', change, 'calledElement="change-review"', 'calledElement="change-revue"');
finds('calls-fit', incident, '<camunda:property name="status" value="closed" />', '<camunda:property name="outcome" value="closed" />');
finds('choices-are-complete', change, "${outcome == 'moved'}", "${action == 'moved'}");
finds('waits-have-a-status', authorization, /<camunda:property name="outcome" value="rejected" \/>/, '<camunda:property name="status" value="rejected" /><camunda:property name="phase" value="cancelled" />');

const aftermath = 'processes/change/change-aftermath.bpmn';
finds('boxes-decide', aftermath, /<bpmn:sequenceFlow id="changeImplementedToAftermathOver"[^>]*>/, '<bpmn:serviceTask id="linkIncidents" name="関連付け" camunda:expression="${change.linkIncidents()}" />$&');
finds('boxes-decide', aftermath, /<bpmn:sequenceFlow id="changeImplementedToAftermathOver"[^>]*>/, '<bpmn:manualTask id="lookBack" name="確認" />$&');
finds('boxes-decide', authorization, ' camunda:resultVariable="voters"', '');

const priority = 'rules/incident/priority.dmn';
finds('complete', priority, '<text>"extensive"</text>', '<text>"high"</text>');
finds('complete', priority, /<rule id="lowImpactLowUrgency">[\s\S]*?<\/rule>/, '');
finds('allowed-values', priority, '<text>"critical"</text>', '<text>"urgent"</text>');
finds('bilingual', priority, '影響度 / Impact', 'Impact');
finds('versioned', priority, ' camunda:versionTag="1.0"', '');
finds('same-values-everywhere', 'rules/sla/targets.dmn', /"critical"/g, '"top"');
finds('complete', 'rules/incident/routing.dmn', /<rule id="everythingElse">[\s\S]*?<\/rule>/, '');

const form = 'forms/incident/work-on-incident.form';
finds('made-for-tasklist', form, '"schemaVersion": 16', '"schemaVersion": 18');
finds('known-components', form, '"type": "select"', '"type": "filepicker"');
finds('hidden-by-action', form, '=action != \\"hold\\"', '=action = \\"hold\\"');
finds('field-has-action', form, '"actions": "hold"', '"actions": "pause"');
finds('bilingual', form, '保留 / Put on hold', '保留');
finds('unique', form, '"key": "hold_reason"', '"key": "reason"');
finds('ticket-once', form, '"id": "reason"', '"id": "number"');
finds('ticket-once', 'forms/ticket.json', '"disabled": true', '"disabled": false');
finds('bounded', form, '"maxLength": 4000', '"maxLength": 40000');
finds('action-field', form, '"type": "radio"', '"type": "select"');
finds('used-once', incident, /camunda:formRef="hold-incident"/, 'camunda:formRef="cancel-incident"');
finds('template-schema', '.camunda/element-templates/nagare.json', '"camunda:property"', '"nonsense"');
