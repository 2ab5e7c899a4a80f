import type { OrganizationUnit } from '@/shared/api/model';

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

/** What a form offers: those in use, and the one that is chosen. */
export function unitChoices(units: readonly OrganizationUnit[], own?: string | null) {
  return units
    .filter(({ id, is_active }) => is_active !== false || id === own)
    .map(({ id, name }) => [id, name] as const);
}
