import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useSearchParams } from 'react-router';
import { expect, it, vi } from 'vitest';

import { draw } from '@/shared/testing';
import { Pager } from '@/shared/ui/Pager';

import { changedParams } from './changedParams';
import { usePage } from './usePage';

function List() {
  const [page, toPage] = usePage();
  const [, setParams] = useSearchParams();
  return (
    <>
      <output>{page}</output>
      <Pager page={page} hasNext onPage={toPage} />
      <button type="button" onClick={() => setParams((before) => changedParams(before, { q: 'core' }))}>
        narrow
      </button>
    </>
  );
}

it('comes back to the page that somebody was at, and begins at the first what is narrowed', async () => {
  const scrolled = vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  const { router } = draw(<List />, { answer: () => undefined, at: '/cmdb?page=36', path: '/cmdb' });
  await userEvent.click(screen.getByRole('button', { name: '次のページ' }));
  expect(scrolled).toHaveBeenCalledWith({ top: 0 });
  await act(() => router.navigate('/cmdb/an-item'));
  await act(() => router.navigate(-1));
  expect(screen.getByRole('status')).toHaveTextContent('37');
  await userEvent.click(screen.getByText('narrow'));
  expect(router.state.location.search).toBe('?q=core');
});
