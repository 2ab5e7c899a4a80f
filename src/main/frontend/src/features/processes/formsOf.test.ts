import { expect, it } from 'vitest';

import { formsOf } from './formsOf';

it('knows which steps ask for which form', () => {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
    <process id="p"><startEvent id="s" camunda:formRef="report"/><userTask id="a" name="Work" camunda:formRef="work"/>
    <userTask id="b" name="Work on major" camunda:formRef="work"/><userTask id="c" camunda:formRef="${'${other}'}"/></process></definitions>`;
  expect([...formsOf(xml)]).toEqual([
    ['report', ['s']],
    ['work', ['Work', 'Work on major']],
  ]);
});
