import { configureStore } from '@reduxjs/toolkit';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { api } from '@/shared/api/api';
import { lineReducer } from '@/shared/api/line';
import { useTicketQuery } from '@/shared/api/ticketApi';
import { LanguageProvider } from '@/shared/i18n/LanguageProvider';
import { ActionButtons } from '@/shared/ui/ActionButtons';
import { NoticeProvider } from '@/shared/ui/Notice';

import { useActions } from './useActions';

const TICKET = { kind: 'incidents', id: 'INC0000001' } as const;
const START = { name: 'start', label: { ja: '対応開始' }, fields: [], leads_to: ['in_progress'] };
const HOLD = { name: 'hold', label: { ja: '保留' }, fields: [], leads_to: ['on_hold'] };

function Page() {
  const { data: ticket, refetch } = useTicketQuery(TICKET);
  const { choose, bar, busy } = useActions({ ...TICKET, title: '', status: ticket?.status, askedAt: ticket?.asked_at });
  return ticket ? (
    <>
      <p>{ticket.status}</p>
      <ActionButtons ref={bar} actions={ticket.actions} onChoose={choose} busy={busy} shown={1} />
      <button type="button" onClick={() => void refetch()}>
        reads
      </button>
    </>
  ) : null;
}

/** The calls of the page that wait to be answered, oldest first. */
let waiting: { path: string; answer: (data: object, status?: number) => Promise<void> }[];

/** Answers the oldest call of that path. */
async function answer(path: string, data: object, status = 200) {
  await waitFor(() => expect(waiting.some((call) => call.path === path)).toBe(true));
  const [call] = waiting.splice(
    waiting.findIndex((one) => one.path === path),
    1,
  );
  await call?.answer(data, status);
}

beforeEach(async () => {
  waiting = [];
  // the one of Node.js knows no addresses without a host
  vi.stubGlobal(
    'Request',
    class {
      constructor(readonly url: string) {}
    },
  );
  vi.stubGlobal(
    'fetch',
    vi.fn(
      (request: Request) =>
        new Promise<Response>((done) => {
          waiting.push({
            path: request.url.replace(/.*INC0000001|\?.*/g, ''),
            answer: async (data, status = 200) =>
              act(async () => {
                done(Response.json(status < 400 ? { data } : { error: data }, { status }));
                await new Promise((later) => setTimeout(later, 20));
              }),
          });
        }),
    ),
  );
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer, line: lineReducer },
    middleware: (standard) => standard().concat(api.middleware),
  });
  render(
    <Provider store={store}>
      <LanguageProvider initial="ja">
        <NoticeProvider>
          <Page />
        </NoticeProvider>
      </LanguageProvider>
    </Provider>,
  );
  await answer('', { status: 'assigned', actions: [START, HOLD] });
  await screen.findByRole('button', { name: 'reads' });
});

const start = () => screen.getByRole('button', { name: '対応開始' });

describe('the actions of a ticket', () => {
  it('can’t be chosen after one of them until the ticket is read again, though its new status shows at once', async () => {
    await userEvent.click(start());
    await answer('/actions/start', { status: 'in_progress' });
    expect(screen.getByText('in_progress')).toBeInTheDocument();
    expect(start()).toBeDisabled();
    expect(screen.getByRole('button', { name: 'ほかの操作' })).toBeDisabled();
    await answer('', { status: 'in_progress', actions: [HOLD] });
    expect(screen.getByRole('button', { name: '保留' })).toBeEnabled();
    expect(screen.queryByRole('button', { name: '対応開始' })).not.toBeInTheDocument();
  });

  it('are not taken from an answer that was asked for before', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'reads' }));
    await userEvent.click(start());
    await answer('/actions/start', { status: 'in_progress' });
    await answer('', { status: 'assigned', actions: [START, HOLD] });
    expect(start()).toBeDisabled();
    await answer('/actions', [HOLD]);
    await answer('', { status: 'in_progress', actions: [HOLD] });
    expect(screen.getByRole('button', { name: '保留' })).toBeEnabled();
  });

  it('lead the focus on once the one that was pressed is gone', async () => {
    start().focus();
    await userEvent.keyboard('{Enter}');
    await answer('/actions/start', { status: 'in_progress' });
    await answer('', { status: 'in_progress', actions: [HOLD] });
    expect(screen.getByRole('button', { name: '保留' })).toHaveFocus();
  });

  it('keep the focus among them where nothing can be done any more', async () => {
    start().focus();
    await userEvent.keyboard('{Enter}');
    await answer('/actions/start', { status: 'closed' });
    await answer('', { status: 'closed', actions: [] });
    expect(screen.getByRole('group', { name: '操作' })).toHaveFocus();
  });

  it('leave the focus with who went on meanwhile', async () => {
    await userEvent.click(start());
    const elsewhere = screen.getByRole('button', { name: 'reads' });
    elsewhere.focus();
    await answer('/actions/start', { status: 'in_progress' });
    await answer('', { status: 'in_progress', actions: [HOLD] });
    expect(elsewhere).toHaveFocus();
  });

  it('are read again after a refusal, too: somebody else may have been faster', async () => {
    await userEvent.click(start());
    await answer('/actions/start', { code: 'CONFLICT', message: '操作できません。' }, 409);
    expect(start()).toBeDisabled();
    await answer('', { status: 'on_hold', actions: [] });
    expect(screen.getByText('on_hold')).toBeInTheDocument();
  });
});
