import { expect, it } from 'vitest';

import { numberMeant } from '@/shared/api/model';

import { offersFor, pageOf } from './Search';

it('takes a number as people type it', () => {
  expect(numberMeant(' inc12 ')).toBe('INC0000012');
  expect(numberMeant('ＩＮＣ００００１２')).toBe('INC0000012');
  expect(numberMeant('CHG0000007')).toBe('CHG0000007');
  expect(numberMeant('abc12')).toBeUndefined();
  expect(numberMeant('printer')).toBeUndefined();
});

it('knows the page of what was found', () => {
  const hit = { id: '1', title: '' };
  expect(pageOf({ ...hit, type: 'ticket', number: 'PRB0000003' })).toBe('/tickets/PRB0000003');
  expect(pageOf({ ...hit, type: 'item' })).toBe('/cmdb/1');
  expect(pageOf({ ...hit, type: 'person' })).toBe('/queue?view=open&reporter_id=1');
  expect(pageOf({ ...hit, type: 'document' as never })).toBeUndefined();
});

it('offers what can be asked for, by its name in either language', () => {
  const types = [
    { type: 'a', label: { ja: 'システムの利用', en: 'Access to a system' }, description: null, fields: [] },
    { type: 'b', label: { ja: '新しい職場', en: 'A new workplace' }, description: null, fields: [] },
  ];
  expect(offersFor(types, 'access', 'ja').map(({ title }) => title)).toEqual(['システムの利用']);
  expect(offersFor(types, '職場', 'en').map((hit) => pageOf(hit))).toEqual(['/catalogue/b']);
  expect(offersFor(types, 'プリンター', 'ja')).toEqual([]);
});
