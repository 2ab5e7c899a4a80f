import type { Cause } from './causesApi';

/** A bone of the picture: a kind of cause, and what was found of it. */
export interface Bone {
  kind: string;
  /** statements, those below another one after it */
  causes: { id: string; statement: string; depth: number }[];
  /** whether it stands above the spine */
  up: boolean;
  /** where it meets the spine */
  x: number;
}

/** Statements longer than this are shortened in the picture; the list has them whole. */
const LONGEST = 15;

export function shortened(statement: string): string {
  const letters = [...statement];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : statement;
}

function below(causes: readonly Cause[], parent: string | null, depth: number): Bone['causes'] {
  return causes
    .filter((cause) => (cause.parent_id ?? null) === parent)
    .flatMap((cause) => [{ id: cause.id, statement: cause.statement, depth }, ...below(causes, cause.id, depth + 1)]);
}

/** A bone for each kind that has a cause, above and below the spine by turns, from left to right. */
export function bonesOf(causes: readonly Cause[], kinds: readonly string[], gap = 230): Bone[] {
  const tops = causes.filter(({ parent_id }) => !parent_id);
  return kinds
    .filter((kind) => tops.some((cause) => cause.kind === kind))
    .map((kind, at) => ({
      kind,
      causes: tops
        .filter((cause) => cause.kind === kind)
        .flatMap((cause) => [{ id: cause.id, statement: cause.statement, depth: 0 }, ...below(causes, cause.id, 1)]),
      up: at % 2 === 0,
      x: 200 + Math.floor(at / 2) * gap,
    }));
}
