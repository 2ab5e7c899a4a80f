import type { Impacted } from './cmdbApi';

export interface Node {
  id: string;
  name: string;
  ciClass: string;
  x: number;
  y: number;
}

export interface Graph {
  nodes: Node[];
  edges: { from: string; to: string }[];
  width: number;
  height: number;
}

const COLUMN = 220;
const ROW = 46;

/** What a thing stands on to its left, what stands on it to its right, each as far away as relations lie between. */
export function graphOf(
  centre: { id: string; name: string; ci_class?: string },
  up: readonly Impacted[],
  down: readonly Impacted[],
): Graph {
  const columns = new Map<number, { id: string; name: string; ciClass: string }[]>();
  columns.set(0, [{ id: centre.id, name: centre.name, ciClass: centre.ci_class ?? '' }]);
  const known = new Set([centre.id]);
  const edges: Graph['edges'] = [];
  for (const [side, items] of [
    [-1, up],
    [1, down],
  ] as const) {
    for (const { ci, depth, path } of items) {
      const before = path?.at(-2)?.id;
      if (before) {
        edges.push(side < 0 ? { from: ci.id, to: before } : { from: before, to: ci.id });
      }
      if (!known.has(ci.id)) {
        known.add(ci.id);
        const at = side * depth;
        columns.set(at, [...(columns.get(at) ?? []), { id: ci.id, name: ci.name, ciClass: ci.ci_class ?? '' }]);
      }
    }
  }
  const keys = [...columns.keys()].sort((a, b) => a - b);
  const most = Math.max(...[...columns.values()].map(({ length }) => length));
  const nodes = keys.flatMap((key, at) => {
    const column = columns.get(key)!;
    const top = ((most - column.length) * ROW) / 2;
    return column.map((item, nth) => ({ ...item, x: at * COLUMN, y: top + nth * ROW }));
  });
  return { nodes, edges, width: keys.length * COLUMN - 40, height: most * ROW };
}
