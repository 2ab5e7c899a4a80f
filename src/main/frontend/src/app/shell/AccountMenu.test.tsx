import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import type { Profile } from '@/shared/api/model';
import { ownSubscription } from '@/shared/api/pushApi';
import { draw, SOMEBODY } from '@/shared/testing';
import { useUnsaved } from '@/shared/ui/useUnsaved';

import { AccountMenu } from './AccountMenu';

vi.mock('@/shared/api/pushApi', () => ({ ownSubscription: vi.fn(() => Promise.resolve(null)) }));

function Plan({ isUnsaved }: { isUnsaved: boolean }) {
  const [guard] = useUnsaved(isUnsaved);
  return (
    <>
      {guard}
      <AccountMenu me={SOMEBODY as unknown as Profile} onShortcuts={() => undefined} />
    </>
  );
}

const assign = vi.fn();
const signedOut = (calls: { path: string }[]) => calls.some(({ path }) => path === '/auth/logout');

beforeEach(() => {
  assign.mockReset();
  vi.stubGlobal('location', { ...window.location, assign });
});

async function signOut() {
  await userEvent.click(screen.getByRole('button', { expanded: false }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'サインアウト' }));
}

it('asks about what is not saved before it signs out, not after', async () => {
  const { calls } = draw(<Plan isUnsaved />, { answer: () => undefined });
  await signOut();
  await userEvent.click(await screen.findByRole('button', { name: 'キャンセル' }));
  expect(signedOut(calls)).toBe(false);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await signOut();
  await userEvent.click(await screen.findByRole('button', { name: 'サインアウト' }));
  await waitFor(() => expect(assign).toHaveBeenCalledWith('/login?out'));
  expect(signedOut(calls)).toBe(true);
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

it('says so where the session goes on, for there is no line, and goes on being told', async () => {
  const unsubscribe = vi.fn(() => Promise.resolve(true));
  vi.mocked(ownSubscription).mockResolvedValue({ unsubscribe } as unknown as PushSubscription);
  const { calls } = draw(<Plan isUnsaved={false} />, {
    answer: ({ path }) => (path === '/auth/logout' ? { status: 503, body: {} } : undefined),
  });
  await signOut();
  expect(await screen.findByRole('status')).toHaveTextContent('サインアウトできませんでした。');
  expect(assign).not.toHaveBeenCalled();
  expect(unsubscribe).not.toHaveBeenCalled();
  expect(calls.some(({ method }) => method === 'DELETE')).toBe(false);
});

it('ends what this browser is told once the session has ended', async () => {
  const unsubscribe = vi.fn(() => Promise.resolve(true));
  vi.mocked(ownSubscription).mockResolvedValue({ unsubscribe } as unknown as PushSubscription);
  draw(<Plan isUnsaved={false} />, { answer: () => undefined });
  await signOut();
  await waitFor(() => expect(assign).toHaveBeenCalledWith('/login?out'));
  expect(unsubscribe).toHaveBeenCalled();
});
