import { act, render } from '@testing-library/react';
import { Provider } from 'react-redux';
import { expect, it, vi } from 'vitest';

import { hasSessionEnded, sessionGoesOn } from '@/shared/api/session';

import { store } from '../store';
import { LiveUpdates, numbersIn, presentIn } from './LiveUpdates';

/** The lines that the page opens, instead of the browser's own. */
function eventLines(): EventTarget[] {
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
  return lines;
}

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
  const lines = eventLines();
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
});

it('reads lists at once after a quiet time, and then every few seconds at most', () => {
  vi.useFakeTimers();
  const lines = eventLines();
  const read = vi.spyOn(store, 'dispatch');
  const lists = () => read.mock.calls.filter(([action]) => JSON.stringify(action).includes('"Tickets"')).length;
  const view = render(
    <Provider store={store}>
      <LiveUpdates />
    </Provider>,
  );
  const event = () =>
    lines[0]?.dispatchEvent(
      new MessageEvent('incident_updated', { data: '{"payload":{"incident_number":"INC0000001"}}' }),
    );
  event();
  vi.advanceTimersByTime(300);
  expect(lists()).toBe(1);
  for (let tenth = 0; tenth < 35; tenth++) {
    event();
    vi.advanceTimersByTime(100);
  }
  expect(lists()).toBe(1);
  vi.advanceTimersByTime(3000);
  expect(lists()).toBe(2);
  view.unmount();
  vi.useRealTimers();
  read.mockRestore();
});
