import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { NoticeTextsPage } from './NoticeTextsPage';

const said = { title: '件名', body: '本文', is_own: false };
const EVENTS = ['assigned', 'resolved'].map((kind) => ({
  kind,
  name: kind,
  version: 0,
  ja: said,
  en: said,
  places: [],
}));

it('keeps what was written for one event while somebody looks at another', async () => {
  draw(<NoticeTextsPage />, {
    answer: ({ path }) => (path.startsWith('/notification') ? { body: { data: EVENTS } } : undefined),
  });
  const choose = async (name: string) => {
    await userEvent.click(screen.getByRole('combobox'));
    await userEvent.click(screen.getByRole('option', { name }));
  };
  const body = () => screen.getByDisplayValue(/本文/);
  await screen.findByRole('combobox');
  await userEvent.type(body(), 'のつづき');
  await choose('resolved');
  expect(body()).toHaveValue('本文');
  await choose('assigned');
  expect(body()).toHaveValue('本文のつづき');
});
