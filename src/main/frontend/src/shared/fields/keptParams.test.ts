import { expect, it } from 'vitest';

import type { KeptField } from '@/shared/api/wordsApi';

import { asked, compared, joined, partsOf } from './keptParams';

function field(type: KeptField['type']): KeptField {
  return { key: 'cost', label: { ja: '費用', en: 'Cost' }, type, options: [] };
}

it('keeps a value with a comma whole', () => {
  const parts = partsOf('cost:>=900,place:3階, 大会議室,size:small');
  expect(parts).toEqual([
    { key: 'cost', value: '>=900' },
    { key: 'place', value: '3階, 大会議室' },
    { key: 'size', value: 'small' },
  ]);
  expect(joined(parts)).toBe('cost:>=900,place:3階, 大会議室,size:small');
});

it('asks for numbers and days by a beginning, an end or both', () => {
  expect(asked(field('number'), { from: 5, upto: 9 })?.value).toBe('5..9');
  expect(asked(field('number'), { from: 5, upto: 5 })?.value).toBe('5');
  expect(asked(field('number'), { from: 0 })?.value).toBe('>=0');
  expect(asked(field('date'), { upto: '2026-12-24' })?.value).toBe('<=2026-12-24');
  expect(asked(field('date'), {})).toBeUndefined();
});

it('asks for a part of a text, and for a whole choice', () => {
  expect(asked(field('text'), { is: ' ERP ' })?.value).toBe('~ERP');
  expect(asked(field('choice'), { is: 'small' })?.value).toBe('small');
  expect(asked(field('checkbox'), {})?.value).toBe('false');
  expect(asked(field('person'), { is: '' })).toBeUndefined();
});

it('tells a comparison from what is compared with', () => {
  expect(compared('>=900')).toEqual({ from: '900', sign: '>=' });
  expect(compared('5..9')).toEqual({ from: '5', upto: '9', sign: '' });
  expect(compared('~会議')).toEqual({ from: '会議', sign: '~' });
});
