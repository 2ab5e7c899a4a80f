import { expect, test } from 'vitest';

import type { Action } from '@/shared/api/model';

import { keyOf, nameOf } from './actionNames';

function action(name: string, element: string, task?: string): Action {
  return { name, label: { ja: '完了', en: 'Done' }, fields: [], leads_to: [], task, element };
}

test('an action that several tasks offer is called with its task', () => {
  const desk = action('done', 'prepareDesk', '机の準備');
  const network = action('done', 'prepareNetwork', 'ネットワークの準備');
  const cancel = action('cancel', 'cancelRequested');
  const all = [desk, network, cancel];
  expect(all.map((one) => nameOf(one, all, 'ja'))).toEqual(['完了（机の準備）', '完了（ネットワークの準備）', '完了']);
  expect(nameOf(desk, all, 'en')).toBe('Done (机の準備)');
  expect(nameOf(desk, [desk, cancel], 'en')).toBe('Done');
  expect(new Set(all.map(keyOf)).size).toBe(3);
});
