import { expect, it } from 'vitest';

import { numberMeant, pageOf } from './Search';

it('takes a number as people type it', () => {
  expect(numberMeant(' inc12 ')).toBe('INC0000012');
  expect(numberMeant('CHG0000007')).toBe('CHG0000007');
  expect(numberMeant('abc12')).toBeUndefined();
  expect(numberMeant('printer')).toBeUndefined();
});

it('knows the page of what was found', () => {
  const hit = { id: '1', title: '' };
  expect(pageOf({ ...hit, type: 'ticket', number: 'PRB0000003' })).toBe('/tickets/PRB0000003');
  expect(pageOf({ ...hit, type: 'item' })).toBe('/cmdb/1');
  expect(pageOf({ ...hit, type: 'person' })).toBe('/queue?view=open&assignee_id=1');
  expect(pageOf({ ...hit, type: 'document' as never })).toBeUndefined();
});
