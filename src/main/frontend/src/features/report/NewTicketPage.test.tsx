import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw, SOMEBODY, type Call } from '@/shared/testing';

import { NewTicketPage } from './NewTicketPage';

function Page() {
  return useProfileQuery().data ? <NewTicketPage /> : null;
}

const field = (key: string, type: string, ja: string, more: object = {}) => ({
  key,
  type,
  label: { ja, en: key },
  required: false,
  asked_when: [],
  options: [],
  ...more,
});

const PERSON = { id: 'u7', username: 'sato', first_name: '花子', last_name: '佐藤', display_name: '佐藤 花子' };

const FORM = [
  field('asset_tag', 'textfield', '資産番号', { required: true }),
  field('title', 'textfield', '要約', { required: true }),
  field('priority', 'priority', '急ぎ具合', {
    initial: 'medium',
    options: [
      { value: 'medium', label: { ja: '中', en: 'Medium' } },
      { value: 'low', label: { ja: '低', en: 'Low' } },
    ],
  }),
  field('place', 'radio', '場所', {
    options: [
      { value: 'office', label: { ja: 'オフィス', en: 'Office' } },
      { value: 'home', label: { ja: '自宅', en: 'Home' } },
    ],
  }),
  field('network', 'textfield', '自宅の回線', { asked_when: [{ key: 'place', is: true, values: ['home'] }] }),
];

function answer({ path, method }: Call) {
  if (path === '/auth/profile') {
    return { body: { data: { ...SOMEBODY, permissions: ['incident:create', 'incident:read_own'] } } };
  }
  if (path === '/incidents/form') {
    return { body: { data: FORM } };
  }
  if (path === '/incidents' && method === 'POST') {
    return {
      status: 400,
      body: {
        error: {
          code: 'VALIDATION_FAILED',
          message: 'no',
          details: [{ field: 'asset_tag', code: 'too_long', message: '長すぎます。' }],
        },
      },
    };
  }
  return undefined;
}

it('draws the form of the model in its order and words, sends what it asks and tells refusals at its fields', async () => {
  const { calls } = draw(<Page />, { answer });
  const tag = await screen.findByRole('textbox', { name: /^資産番号/ });
  const title = screen.getByRole('textbox', { name: /^要約/ });
  expect(tag.compareDocumentPosition(title)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(screen.queryByLabelText(/カテゴリ/)).toBeNull();
  expect(screen.queryByRole('textbox', { name: '自宅の回線' })).toBeNull();

  fireEvent.change(title, { target: { value: ' 画面が暗い ' } });
  fireEvent.click(screen.getByRole('button', { name: '報告' }));
  expect(await screen.findByText('入力してください。')).toBeVisible();
  expect(calls.some(({ method }) => method === 'POST')).toBe(false);

  fireEvent.change(tag, { target: { value: 'PC-0042' } });
  fireEvent.mouseDown(screen.getByRole('combobox', { name: '場所' }));
  fireEvent.click(screen.getByRole('option', { name: '自宅' }));
  fireEvent.change(await screen.findByRole('textbox', { name: '自宅の回線' }), { target: { value: '光' } });
  fireEvent.click(screen.getByRole('button', { name: '報告' }));
  await waitFor(() =>
    expect(calls.find(({ method, path }) => method === 'POST' && path === '/incidents')?.body).toEqual({
      asset_tag: 'PC-0042',
      title: '画面が暗い',
      priority: 'medium',
      place: 'home',
      network: '光',
    }),
  );
  expect(await screen.findByText('長すぎます。')).toBeVisible();
});

it('reports in confidence where somebody says so', async () => {
  const form = [field('title', 'textfield', '要約', { required: true })];
  const { calls } = draw(<Page />, {
    answer: (call) => (call.path === '/incidents/form' ? { body: { data: form } } : answer(call)),
  });
  fireEvent.change(await screen.findByRole('textbox', { name: /^要約/ }), { target: { value: '不審なメール' } });
  fireEvent.click(screen.getByRole('checkbox', { name: '機密' }));
  fireEvent.click(screen.getByRole('button', { name: '報告' }));
  await waitFor(() =>
    expect(calls.find(({ method, path }) => method === 'POST' && path === '/incidents')?.body).toEqual({
      title: '不審なメール',
      confidentiality: 'confidential',
    }),
  );
});

const AGENT = {
  ...SOMEBODY,
  role: 'operator',
  permissions: ['incident:create', 'incident:work', 'incident:report_for_others', 'cmdb:read'],
};

it('begins with what the form says, until somebody empties it', async () => {
  const form = [
    field('title', 'textfield', '要約', { required: true, initial: '印刷できない' }),
    field('description', 'textarea', '詳細', { initial: '階：' }),
  ];
  const { calls } = draw(<Page />, {
    answer: (call) => (call.path === '/incidents/form' ? { body: { data: form } } : answer(call)),
  });
  const title = await screen.findByRole('textbox', { name: /^要約/ });
  const description = screen.getByRole('textbox', { name: /^詳細/ });
  expect(title).toHaveValue('印刷できない');
  expect(description).toHaveValue('階：');
  fireEvent.change(description, { target: { value: '' } });
  expect(description).toHaveValue('');
  fireEvent.click(screen.getByRole('button', { name: '報告' }));
  await waitFor(() =>
    expect(calls.find(({ method, path }) => method === 'POST' && path === '/incidents')?.body).toEqual({
      title: '印刷できない',
    }),
  );
});

it('marks the pickers that must be filled in, and says what the form says of them', async () => {
  const form = [
    ['category_id', 'category'],
    ['priority', 'priority'],
    ['ci_ids', 'cis'],
    ['tags', 'tags'],
  ].map(([key = '', type = '']) =>
    field(key, type, `${type}の欄`, { required: true, description: { ja: `${type}の説明`, en: type } }),
  );
  draw(<Page />, { answer: (call) => (call.path === '/incidents/form' ? { body: { data: form } } : answer(call)) });
  for (const type of ['category', 'priority', 'cis', 'tags']) {
    expect(await screen.findByRole('combobox', { name: new RegExp(`^${type}の欄`) }), type).toBeRequired();
    expect(screen.getByText(new RegExp(`^${type}の説明`)), type).toBeVisible();
  }
});

it('offers the devices of the one for whom it is reported', async () => {
  const device = (owner: string) =>
    field('device', 'select', '端末', {
      options_from: 'my_devices',
      options: [{ value: owner, label: { ja: `${owner}のPC`, en: owner } }],
    });
  draw(<Page />, {
    at: '/new/incidents',
    answer: (call) => {
      const { path } = call;
      if (path === '/auth/profile') {
        return { body: { data: AGENT } };
      }
      if (path.startsWith('/incidents/form')) {
        const who = path.includes('reporter_id=u7') ? '佐藤' : '自分';
        return {
          body: { data: [field('reporter_id', 'select', '報告者', { options_from: 'people' }), device(who)] },
        };
      }
      return path.startsWith('/users')
        ? { body: { data: path.startsWith('/users/u7') ? PERSON : [PERSON] } }
        : answer(call);
    },
  });
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: '端末' }));
  fireEvent.click(await screen.findByRole('option', { name: '自分のPC' }));
  expect(screen.getByRole('combobox', { name: '端末' })).toHaveTextContent('自分のPC');
  const reporter = screen.getByRole('combobox', { name: '報告者' });
  fireEvent.change(reporter, { target: { value: '佐藤' } });
  fireEvent.click(await screen.findByRole('option', { name: /佐藤/ }));
  await waitFor(() => expect(screen.getByRole('combobox', { name: '端末' })).not.toHaveTextContent('自分のPC'));
  await waitFor(() => {
    fireEvent.mouseDown(screen.getByRole('combobox', { name: '端末' }));
    expect(screen.getByRole('option', { name: '佐藤のPC' })).toBeVisible();
  });
});
