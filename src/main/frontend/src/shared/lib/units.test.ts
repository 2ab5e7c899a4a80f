import { expect, test } from 'vitest';

import { depthOf } from './units';

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
