import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { DecisionsPage } from './DecisionsPage';

const decision = (number: string, due_at: string | null) => ({
  id: number,
  number,
  kind: 'change',
  title: `title of ${number}`,
  status: 'authorization',
  phase: 'in_work',
  step: { ja: '変更の承認', en: 'Authorise' },
  reporter: { id: 's', first_name: '太郎', last_name: '鈴木' },
  due_at,
});

it('lists what waits, and opens by keys the row they act on', async () => {
  Element.prototype.scrollIntoView = () => undefined;
  const { router } = draw(<DecisionsPage />, {
    at: '/decisions',
    path: 'decisions',
    answer: ({ path }) =>
      path === '/decisions'
        ? { body: { data: [decision('CHG0000001', '2028-01-05T01:00:00Z'), decision('KNO0000002', null)] } }
        : undefined,
  });
  const rows = await screen.findAllByRole('link');
  expect(rows.map((row) => row.getAttribute('href'))).toEqual(['/tickets/CHG0000001', '/knowledge/KNO0000002']);
  expect(rows[0]).toHaveTextContent('title of CHG0000001');
  expect(rows[0]).toHaveTextContent('変更の承認');
  expect(rows[0]).toHaveTextContent('鈴木 太郎');
  await userEvent.keyboard('j');
  expect(rows[1]).toHaveAttribute('data-here');
  await userEvent.keyboard('o');
  expect(router.state.location.pathname).toBe('/knowledge/KNO0000002');
});

it('goes on by keys where one ticket waits twice', async () => {
  Element.prototype.scrollIntoView = () => undefined;
  const twice = [1, 2].map(() => decision('CHG0000001', null));
  draw(<DecisionsPage />, {
    answer: ({ path }) =>
      path === '/decisions' ? { body: { data: [...twice, decision('KNO0000002', null)] } } : undefined,
  });
  const rows = await screen.findAllByRole('link');
  await userEvent.keyboard('jj');
  expect(rows[2]).toHaveAttribute('data-here');
});

it('says so where nothing waits', async () => {
  draw(<DecisionsPage />, { answer: () => undefined });
  expect(await screen.findByText('判断を待っているものはありません。')).toBeVisible();
});
