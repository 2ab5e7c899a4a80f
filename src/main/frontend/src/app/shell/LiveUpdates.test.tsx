import { act, render } from '@testing-library/react';
import { Provider } from 'react-redux';
import { expect, it, vi } from 'vitest';

import { hasSessionEnded, sessionGoesOn } from '@/shared/api/session';

import { store } from '../store';
import { LiveUpdates, numbersIn, presentIn } from './LiveUpdates';

it('finds the ticket that an event tells of', () => {
  expect(numbersIn('{"type":"incident_updated","payload":{"incident_number":"INC0000001"}}')).toEqual(['INC0000001']);
  expect(numbersIn('{"type":"sla_breached","payload":{"change_number":"CHG0000002"}}')).toEqual(['CHG0000002']);
  expect(numbersIn('{"type":"reset"}')).toEqual([]);
});

it('finds who is at a ticket', () => {
  const event = '{"type":"presence","payload":{"incident_number":"INC0000001","people":[{"id":"a","mode":"writing"}]}}';
  expect(presentIn(event)).toEqual([{ id: 'a', mode: 'writing' }]);
  expect(presentIn('{"type":"presence","payload":{"incident_number":"INC0000001"}}')).toEqual([]);
});

it('ends with the session and goes on with it', () => {
  const lines: EventTarget[] = [];
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      constructor() {
        super();
        lines.push(this);
      }
      close = vi.fn();
    },
  );
  render(
    <Provider store={store}>
      <LiveUpdates />
    </Provider>,
  );
  const data = JSON.stringify({ payload: { reason: 'signed_out' } });
  act(() => void lines[0]?.dispatchEvent(new MessageEvent('closed', { data })));
  expect(hasSessionEnded(store.getState())).toBe(true);
  expect(lines).toHaveLength(1);
  act(() => void store.dispatch(sessionGoesOn()));
  expect(lines).toHaveLength(2);
  vi.unstubAllGlobals();
});
