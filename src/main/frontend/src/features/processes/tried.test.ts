import { expect, it } from 'vitest';

import { kindOfProcess, nameIn, processesOf, requestTypeOf } from './tried';

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
