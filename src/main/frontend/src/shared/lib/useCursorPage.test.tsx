import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { draw } from '@/shared/testing';
import { Pager } from '@/shared/ui/Pager';

import { useCursorPage } from './useCursorPage';

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
});

function List() {
  const { page, cursor, to } = useCursorPage();
  return (
    <>
      <p>
        {page} {cursor ?? 'start'}
      </p>
      <Pager page={page} hasNext onPage={(wanted) => to(wanted, `after${page}`)} />
    </>
  );
}

it('goes on, back by the button and by the browser, and stays where it is', async () => {
  const { router } = draw(<List />, { at: '/audit?action=x', answer: () => undefined });
  await screen.findByText('1 start');
  await userEvent.click(screen.getByRole('button', { name: '次のページ' }));
  await userEvent.click(screen.getByRole('button', { name: '次のページ' }));
  await screen.findByText('3 after2');
  expect(router.state.location.search).toBe('?action=x&cursor=after2&page=3');
  await userEvent.click(screen.getByRole('button', { name: '前のページ' }));
  await screen.findByText('2 after1');
  await userEvent.click(screen.getByRole('button', { name: '前のページ' }));
  await screen.findByText('1 start');
  await router.navigate(-1);
  await screen.findByText('2 after1');
  await router.navigate(-1);
  await screen.findByText('3 after2');
});

it('shows what a link says, and leads from there to the first', async () => {
  draw(<List />, { at: '/audit?cursor=there&page=4', answer: () => undefined });
  await screen.findByText('4 there');
  await userEvent.click(screen.getByRole('button', { name: '前のページ' }));
  await waitFor(() => expect(screen.getByText('1 start')).toBeVisible());
});
