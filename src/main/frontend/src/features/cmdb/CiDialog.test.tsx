import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { draw, type Call } from '@/shared/testing';

import { CiDialog } from './CiDialog';

const attribute = (key: string, ja: string) => ({ key, label: { ja, en: ja }, type: 'text', required: true });
const type = (key: string, ja: string, ...attributes: object[]) => ({
  key,
  definition: { name: { ja, en: ja }, attributes },
});
const TYPES = [
  type('server', 'サーバー', attribute('serial', '製造番号'), attribute('rack', 'ラック')),
  type('phone', '電話', attribute('serial', '端末番号')),
];

function answer({ path, method }: Call) {
  if (path.startsWith('/ci-types')) {
    return { body: { data: TYPES } };
  }
  return method === 'GET' ? undefined : { body: { data: { id: '1', name: 'x' } } };
}

async function choose(label: RegExp, option: string) {
  await userEvent.click(screen.getByRole('combobox', { name: label }));
  await userEvent.click(within(screen.getByRole('listbox')).getByText(option));
}

it('asks a new item for what its type wants, and sends no attributes of another', async () => {
  const { calls } = draw(<CiDialog onClose={vi.fn()} />, { answer });
  await waitFor(() => expect(calls.some(({ path }) => path.startsWith('/ci-types'))).toBe(true));
  await userEvent.type(await screen.findByLabelText(/名前/), 'web-1');
  expect(screen.queryByLabelText(/製造番号/)).toBeNull();
  await choose(/種別|タイプ/, 'サーバー');
  await userEvent.type(screen.getByLabelText(/製造番号/), 'S-1');
  await userEvent.type(screen.getByLabelText(/ラック/), 'A3');
  await choose(/種別|タイプ/, '電話');
  expect(screen.queryByLabelText(/ラック/)).toBeNull();
  expect(screen.getByLabelText(/端末番号/)).toHaveValue('S-1');
  await choose(/ティア/, '2');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(calls.some(({ method }) => method === 'POST')).toBe(true));
  const { body } = calls.find(({ method }) => method === 'POST')!;
  expect(body).toMatchObject({ name: 'web-1', ci_class: 'phone', tier: 2, attributes: { serial: 'S-1' } });
  expect(body).not.toHaveProperty('attributes.rack');
});
