import { expect, test } from 'vitest';

import { choicesOf, depthOf } from './units';

const TREE = [
  { id: 'kansai' },
  { id: 'osaka', parent_id: 'kansai' },
  { id: 'floor', parent_id: 'osaka' },
  { id: 'lost', parent_id: 'gone' },
];

test('counts what is above a node', () => {
  expect(TREE.map((node) => depthOf(node, TREE))).toEqual([0, 1, 2, 1]);
});

test('ends in a circle', () => {
  const circle = [
    { id: 'a', parent_id: 'b' },
    { id: 'b', parent_id: 'a' },
  ];
  expect(depthOf({ id: 'a', parent_id: 'b' }, circle)).toBe(2);
});

test('offers those in use, and the one that is chosen, below what is above them', () => {
  const tree = [
    { id: 'tokyo', name: '東京' },
    { id: 'old', name: '旧館', parent_id: 'tokyo', is_active: false },
    { id: 'new', name: '新館', parent_id: 'tokyo' },
  ];
  expect(choicesOf(tree, '').map(({ name, depth }) => [name, depth])).toEqual([
    ['東京', 0],
    ['新館', 1],
  ]);
  expect(choicesOf(tree, 'old').map(({ value }) => value)).toEqual(['tokyo', 'old', 'new']);
});
