import { expect, it } from 'vitest';

import type { Cause } from './causesApi';
import { bonesOf, shortened } from './bones';

const cause = (id: string, kind: Cause['kind'], parent_id?: string): Cause => ({
  id,
  kind,
  statement: `s${id}`,
  parent_id,
});

it('draws a bone for each kind that has a cause, by turns above and below', () => {
  const bones = bonesOf(
    [cause('1', 'people'), cause('2', 'people', '1'), cause('3', 'software'), cause('4', 'why')],
    ['why', 'people', 'procedure', 'software'],
  );
  expect(bones.map(({ kind, up }) => [kind, up])).toEqual([
    ['why', true],
    ['people', false],
    ['software', true],
  ]);
  expect(bones[1]?.causes.map(({ id, depth }) => [id, depth])).toEqual([
    ['1', 0],
    ['2', 1],
  ]);
  expect(bones[2]!.x).toBeGreaterThan(bones[0]!.x);
});

it('shortens by letters as people count them', () => {
  expect(shortened('短い')).toBe('短い');
  expect([...shortened('𠮷'.repeat(30))]).toHaveLength(15);
});
