// @vitest-environment jsdom: happy-dom does not find elements of XML by their namespace

import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { Trial } from './Trial';

const XML = '<definitions><process id="incident" isExecutable="true"/></definitions>';
const FORM = [
  { key: 'title', type: 'textfield', label: { ja: '件名', en: 'Title' }, required: true },
  { key: 'asset_tag', type: 'textfield', label: { ja: '資産番号', en: 'Asset tag' }, required: true },
];

it('asks what the form under trial asks', async () => {
  const { calls } = draw(<Trial process="incident" xml={XML} files={[]} />, {
    answer: ({ path }) =>
      path === '/models/trials/form'
        ? { body: { data: FORM } }
        : path === '/models/trials'
          ? { body: { data: { steps: [], actions: [], clocks: [], processes: [] } } }
          : undefined,
  });
  expect(await screen.findByRole('textbox', { name: /^件名/ })).toHaveValue('試行用のチケット');
  fireEvent.click(screen.getByRole('button', { name: '登録してみる' }));
  expect(await screen.findByText('入力してください。')).toBeVisible();
  expect(calls.some(({ path }) => path === '/models/trials')).toBe(false);
  fireEvent.change(screen.getByRole('textbox', { name: /^資産番号/ }), { target: { value: 'PC-1' } });
  fireEvent.click(screen.getByRole('button', { name: '登録してみる' }));
  await waitFor(() => expect(calls.some(({ path }) => path === '/models/trials')).toBe(true));
  const sent = calls.find(({ path }) => path === '/models/trials')?.body as FormData;
  const text = await new Promise((read) => {
    const reader = new FileReader();
    reader.onload = () => read(reader.result);
    reader.readAsText(sent.get('trial') as Blob);
  });
  expect(JSON.parse(String(text))).toEqual({
    kind: 'incident',
    fields: { title: '試行用のチケット', asset_tag: 'PC-1' },
  });
});

it('asks what the form of a request under trial asks', async () => {
  const xml =
    '<definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="desk" isExecutable="true"><extensionElements><camunda:properties>' +
    '<camunda:property name="request_type" value="desk"/></camunda:properties></extensionElements></process></definitions>';
  const { calls } = draw(<Trial process="desk" xml={xml} files={[]} />, {
    answer: ({ path }) => (path === '/models/trials/form' ? { body: { data: FORM.slice(1) } } : undefined),
  });
  expect(await screen.findByRole('textbox', { name: /^資産番号/ })).toBeVisible();
  const sent = calls.find(({ path }) => path === '/models/trials/form')?.body as FormData;
  expect([sent.get('kind'), sent.get('type')]).toEqual(['request', 'desk']);
  expect(calls.map(({ path }) => path)).not.toContain('/requests/types');
});
