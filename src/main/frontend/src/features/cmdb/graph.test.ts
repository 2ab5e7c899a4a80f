import { expect, it } from 'vitest';

import type { Impacted } from './cmdbApi';
import { graphOf } from './graph';

const at = (id: string, depth: number, ...path: string[]): Impacted => ({
  ci: { id, name: id },
  depth,
  path: [...path, id].map((step) => ({ id: step, name: step })),
});

it('puts what a thing stands on to its left and what stands on it to its right', () => {
  const { nodes, edges } = graphOf(
    { id: 'db', name: 'db' },
    [at('server', 1, 'db'), at('switch', 2, 'db', 'server')],
    [at('app', 1, 'db'), at('service', 2, 'db', 'app')],
  );
  expect([...nodes].sort((a, b) => a.x - b.x).map(({ id }) => id)).toEqual([
    'switch',
    'server',
    'db',
    'app',
    'service',
  ]);
  expect(edges).toEqual([
    { from: 'server', to: 'db' },
    { from: 'switch', to: 'server' },
    { from: 'db', to: 'app' },
    { from: 'app', to: 'service' },
  ]);
});

it('draws a thing once, even where circles lead back to it', () => {
  const { nodes } = graphOf({ id: 'a', name: 'a' }, [at('b', 1, 'a')], [at('b', 1, 'a'), at('a', 2, 'a', 'b')]);
  expect(nodes.map(({ id }) => id).sort()).toEqual(['a', 'b']);
});
