import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { useProfileQuery } from '@/shared/api/profile';
import { draw } from '@/shared/testing';

import { Absences } from './Absences';

function Page() {
  return useProfileQuery().data ? <Absences /> : null;
}

const PERSON = { id: 'u7', username: 'sato', first_name: '花子', last_name: '佐藤', display_name: '佐藤 花子' };
const ABSENCE = { id: 'a1', substitute_id: 'u7', from: '2028-01-05T00:00:00Z', to: '2028-01-09T00:00:00Z' };

it('hands over tickets of one type, and says of what an absence is', async () => {
  const { calls } = draw(<Page />, {
    answer: ({ path, method }) =>
      path.startsWith('/absences') && method === 'GET'
        ? { body: { data: [{ ...ABSENCE, scope: 'problems', state: 'planned' }] } }
        : path.startsWith('/users')
          ? { body: { data: path.startsWith('/users/u7') ? PERSON : [PERSON] } }
          : undefined,
  });
  expect(await screen.findByText('問題')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: '不在を登録' }));
  expect(screen.getByRole('combobox', { name: /^対象/ })).toHaveTextContent('すべて');
  fireEvent.mouseDown(screen.getByRole('combobox', { name: /^対象/ }));
  fireEvent.click(screen.getByRole('option', { name: '変更' }));
  fireEvent.change(screen.getByRole('textbox', { name: '開始' }), { target: { value: '2028/02/01 09:00' } });
  fireEvent.change(screen.getByRole('textbox', { name: '終了' }), { target: { value: '2028/02/04 18:00' } });
  fireEvent.change(screen.getByRole('combobox', { name: '代理人' }), { target: { value: '佐藤' } });
  fireEvent.click(await screen.findByRole('option', { name: /佐藤/ }));
  fireEvent.click(screen.getByRole('button', { name: '登録' }));
  await waitFor(() =>
    expect(calls.find(({ path, method }) => path === '/absences' && method === 'POST')?.body).toMatchObject({
      scope: 'changes',
      substitute_id: 'u7',
    }),
  );
});
