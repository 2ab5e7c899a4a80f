import { expect, it } from 'vitest';

import type { Action } from '@/shared/api/model';

import { common } from './BulkBar';

const offer = (name: string, ...values: string[]): Action => ({
  name,
  label: {},
  fields: [{ key: 'team_id', type: 'select', options: values.map((value) => ({ value })) }],
});

it('offers what all chosen tickets offer, with the choices that all of them have', () => {
  const actions = common([
    [offer('reassign', 'a', 'b'), offer('resolve', 'fixed')],
    [offer('reassign', 'b', 'c'), offer('hold', 'vendor')],
  ]);
  expect(actions.map(({ name }) => name)).toEqual(['reassign']);
  expect(actions[0]?.fields[0]?.options?.map(({ value }) => value)).toEqual(['b']);
});
