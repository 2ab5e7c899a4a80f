import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, Link, Outlet, RouterProvider } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';

import { usePlace } from './usePlace';

function Shell() {
  usePlace();
  return (
    <>
      <Link to="/ticket">ticket</Link>
      <Link to="/queue?view=mine">view</Link>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

function scrollTo(y: number) {
  Object.defineProperty(window, 'scrollY', { value: y, configurable: true });
  window.dispatchEvent(new Event('scroll'));
}

beforeEach(() => {
  vi.stubGlobal('scrollTo', (_: number, y: number) => scrollTo(y));
});

it('begins a new page at its top with the focus in it, and finds the way back', async () => {
  const router = createMemoryRouter(
    [{ element: <Shell />, children: [{ path: '*', element: <input aria-label="field" /> }] }],
    { initialEntries: ['/queue'] },
  );
  render(<RouterProvider router={router} />);
  scrollTo(1200);
  await userEvent.click(screen.getByText('view'));
  expect(window.scrollY).toBe(1200);
  expect(screen.getByRole('main')).not.toHaveFocus();
  scrollTo(1300);
  await userEvent.click(screen.getByText('ticket'));
  expect(window.scrollY).toBe(0);
  expect(screen.getByRole('main')).toHaveFocus();
  await router.navigate(-1);
  await vi.waitFor(() => expect(window.scrollY).toBe(1300));
});
