// @vitest-environment jsdom: happy-dom does not find elements of XML by their namespace

import { expect, it } from 'vitest';

import { formsOf, kindOfProcess, nameIn, processesOf, requestTypeOf, restsOf } from './modelXml';

const xml = (properties: string) =>
  `<definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="p">${properties}
     <userTask id="look" name="確認" /></process></definitions>`;

it('knows of which kind the tickets of a process are', () => {
  expect(kindOfProcess('incident', xml(''))).toBe('incident');
  expect(kindOfProcess('change-review', xml(''))).toBe('change');
  expect(kindOfProcess('article', xml(''))).toBe('article');
  const request = xml('<extensionElements><camunda:property name="request_type" value="vpn" /></extensionElements>');
  expect(kindOfProcess('remote-work', request)).toBe('request');
  expect(requestTypeOf(request)).toBe('vpn');
  expect(requestTypeOf(xml(''))).toBeUndefined();
});

it('calls an element what the model does', () => {
  expect(nameIn(xml(''), 'look')).toBe('確認');
  expect(nameIn(xml(''), 'gone')).toBe('gone');
});

it('finds the processes that can be run', () => {
  expect(processesOf('<d><process id="a" isExecutable="true" /><process id="b" isExecutable="false" /></d>')).toEqual([
    'a',
  ]);
});

it('knows which steps ask for which form', () => {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
    <process id="p"><startEvent id="s" camunda:formRef="report"/><userTask id="a" name="Work" camunda:formRef="work"/>
    <userTask id="b" name="Work on major" camunda:formRef="work"/><userTask id="c" camunda:formRef="${'${other}'}"/></process></definitions>`;
  expect([...formsOf(xml)]).toEqual([
    ['report', ['s']],
    ['work', ['Work', 'Work on major']],
  ]);
});

it('knows where tickets may rest', () => {
  const xml = `<definitions><process id="p"><startEvent id="s"/><userTask id="a" name="確認"/><callActivity id="c"/>
    <subProcess id="e" triggeredByEvent="true"><userTask id="u" name="保留"/></subProcess></process></definitions>`;
  expect([...restsOf(xml)]).toEqual([
    ['a', '確認'],
    ['u', '保留'],
    ['c', 'c'],
  ]);
});
