import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';

import { draw } from '@/shared/testing';

import { CopyTicket } from './CopyTicket';

const field = (key: string, required: boolean) => ({ key, required, type: 'textarea', label: { ja: key, en: key } });
const action = (name: string, leads_to: string[], ...fields: object[]) => ({
  name,
  leads_to,
  fields,
  label: { ja: name, en: name },
});

function show(actions: object[]) {
  return draw(<CopyTicket kind="incidents" number="INC0000001" onProblem={() => undefined} />, {
    at: '/tickets/INC0000001',
    answer: ({ path }) =>
      path === '/incidents/INC0000001/copy'
        ? { status: 201, body: { data: { id: 't2', incident_number: 'INC0000002', title: 'VPN' } } }
        : path === '/incidents/INC0000002/actions'
          ? { body: { data: actions } }
          : path.startsWith('/incidents/INC0000002/actions/')
            ? { body: { data: { id: 't2', incident_number: 'INC0000002', status: 'cancelled' } } }
            : undefined,
  });
}

it('cancels a copy that is taken back, and goes back to the original', async () => {
  const { calls, router } = show([
    action('resolve', ['resolved']),
    action('cancel', ['cancelled'], field('reason', true), field('duplicate_of', false)),
  ]);
  fireEvent.click(await screen.findByRole('button', { name: '複製' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/tickets/INC0000002'));
  fireEvent.click(await screen.findByRole('button', { name: '元に戻す' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/tickets/INC0000001'));
  const cancelled = calls.find(({ path }) => path.startsWith('/incidents/INC0000002/actions/cancel'));
  expect(cancelled?.method).toBe('POST');
  expect(cancelled?.body).toEqual({ reason: '複製を元に戻したため' });
});

it('offers no way back where nothing cancels the copy', async () => {
  const { calls } = show([action('resolve', ['resolved'])]);
  fireEvent.click(await screen.findByRole('button', { name: '複製' }));
  await waitFor(() => expect(calls.some(({ path }) => path === '/incidents/INC0000002/actions')).toBe(true));
  expect(await screen.findByText(/INC0000002/)).toBeVisible();
  expect(screen.queryByRole('button', { name: '元に戻す' })).toBeNull();
});
