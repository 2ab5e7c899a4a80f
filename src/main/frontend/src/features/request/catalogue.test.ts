import { expect, test } from 'vitest';

import type { RequestType } from '@/shared/api/model';

import { byCategory, matching } from './catalogue';

const accounts = { ja: 'アカウント', en: 'Accounts' };
const devices = { ja: '機器', en: 'Equipment' };

function offer(type: string, en: string, category: RequestType['category'], description?: string): RequestType {
  return { type, label: { ja: type, en }, category, description, fields: [] };
}

const TYPES = [
  offer('vpn', 'VPN', accounts, 'Work from home'),
  offer('parking', 'Parking', null),
  offer('pc', 'PC', devices),
  offer('access', 'Access', accounts),
];

test('types stand under their categories, in order, and those without one come last', () => {
  const groups = byCategory(TYPES, 'en');
  expect(groups.map(({ category }) => category?.en)).toEqual(['Accounts', 'Equipment', undefined]);
  expect(groups.map(({ types }) => types.map(({ type }) => type))).toEqual([['access', 'vpn'], ['pc'], ['parking']]);
});

test('a type is found by its name, its purpose or its category, in either language', () => {
  const found = (words: string) => matching(TYPES, words).map(({ type }) => type);
  expect(found(' HOME ')).toEqual(['vpn']);
  expect(found('アカウント')).toEqual(['vpn', 'access']);
  expect(found('accounts vpn')).toEqual(['vpn']);
  expect(found('')).toHaveLength(4);
  expect(found('nothing')).toEqual([]);
});
