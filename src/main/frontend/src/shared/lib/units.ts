interface Node {
  id: string;
  parent_id?: string | null;
}

/** How many nodes of the tree are above it. */
export function depthOf(node: Node, tree: readonly Node[]): number {
  let depth = 0;
  let above = node.parent_id;
  while (above && depth < tree.length) {
    depth++;
    above = tree.find(({ id }) => id === above)?.parent_id;
  }
  return depth;
}

/** Whether it is that node or anywhere below it. */
export function isWithin(node: Node, top: Node | undefined, tree: readonly Node[]): boolean {
  let at: Node | undefined = node;
  for (let steps = 0; at && steps <= tree.length; steps++) {
    if (at.id === top?.id) {
      return true;
    }
    const above: string | null | undefined = at.parent_id;
    at = above ? tree.find(({ id }) => id === above) : undefined;
  }
  return false;
}

interface Named extends Node {
  name: string;
  is_active?: boolean;
}

/** What is offered of a tree: those in use, and the one that is chosen. */
export function choicesOf(tree: readonly Named[], chosen: string) {
  return tree
    .filter(({ id, is_active }) => is_active !== false || id === chosen)
    .map((node) => ({ value: node.id, name: node.name, depth: depthOf(node, tree) }));
}
