import { configureStore } from '@reduxjs/toolkit';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Provider } from 'react-redux';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { vi } from 'vitest';

import { api } from '@/shared/api/api';
import { lineReducer } from '@/shared/api/line';
import { sessionReducer } from '@/shared/api/session';
import { LanguageProvider } from '@/shared/i18n/LanguageProvider';
import { Leaving } from '@/shared/lib/leaving';
import { NoticeProvider } from '@/shared/ui/Notice';

/** A call as the server of a test sees it; the path is below `/api/v1`, with what is asked. */
export interface Call {
  method: string;
  path: string;
  body: unknown;
}

type Answer = { status?: number; body: object };

/** Whoever is signed in, unless a test says otherwise. */
export const SOMEBODY = { id: 'me', username: 'somebody', role: 'user', permissions: [] as string[], teams: [] };

/**
 * Draws something as the application does, with a server that answers each call by the function; what it doesn't know is
 * an empty list. Gives the calls so far, and the router.
 */
export function draw(
  element: ReactNode,
  { answer, at = '/', path = '*' }: { answer: (call: Call) => Answer | undefined; at?: string | object; path?: string },
) {
  const calls: Call[] = [];
  // the one of Node.js knows no addresses without a host
  vi.stubGlobal(
    'Request',
    class {
      method: string;
      body: unknown;
      constructor(
        readonly url: string,
        { method = 'GET', body }: { method?: string; body?: unknown } = {},
      ) {
        this.method = method;
        this.body = body;
      }
      clone() {
        return this;
      }
    },
  );
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  vi.stubGlobal(
    'fetch',
    vi.fn((request: { url: string; method: string; body: unknown }) => {
      const { method, body } = request;
      const call = {
        method,
        path: decodeURIComponent(request.url.replace('/api/v1', '')),
        body: typeof body === 'string' ? (JSON.parse(body) as unknown) : body,
      };
      calls.push(call);
      const said =
        answer(call) ?? (call.path === '/auth/profile' ? { body: { data: SOMEBODY } } : { body: { data: [] } });
      return Promise.resolve(
        new Response(JSON.stringify(said.body), {
          status: said.status ?? 200,
          headers: { 'Content-Type': 'application/json' },
        }),
      );
    }),
  );
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer, line: lineReducer, session: sessionReducer },
    middleware: (standard) => standard({ serializableCheck: false, immutableCheck: false }).concat(api.middleware),
  });
  const router = createMemoryRouter(
    [
      {
        element: (
          <>
            <Leaving />
            <Outlet />
          </>
        ),
        children: [
          { path, element },
          { path: '*', element: null },
        ],
      },
    ],
    { initialEntries: [at] },
  );
  render(
    <Provider store={store}>
      <LanguageProvider initial="ja">
        <NoticeProvider>
          <RouterProvider router={router} />
        </NoticeProvider>
      </LanguageProvider>
    </Provider>,
  );
  return { calls, router };
}
