import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { keepLine } from './liveLine';

/** A line as a browser has it; the test is the server. */
class Line extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readyState = Line.CONNECTING;
  constructor(readonly address: string) {
    super();
    lines.push(this);
  }
  close() {
    this.readyState = Line.CLOSED;
  }
  opens() {
    this.readyState = Line.OPEN;
    this.dispatchEvent(new Event('open'));
  }
  /** The answer is an HTTP error: the browser gives up. */
  isRefused() {
    this.readyState = Line.CLOSED;
    this.dispatchEvent(new Event('error'));
  }
  /** The connection breaks: the browser connects anew. */
  breaks() {
    this.readyState = Line.CONNECTING;
    this.dispatchEvent(new Event('error'));
  }
  tells(type: string, payload: object = {}) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify({ type, payload }) }));
  }
}

let lines: Line[];
const last = () => lines.at(-1)!;
const MINUTE_AND_A_HALF = 90_000;

beforeEach(() => {
  lines = [];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Line);
});

afterEach(() => {
  vi.useRealTimers();
});

function keep() {
  const [onLine, onGap, onSignedOut] = [vi.fn(), vi.fn(), vi.fn()];
  return { giveUp: keepLine('/events', { onLine, onGap, onSignedOut }), onLine, onGap, onSignedOut };
}

it('lets the browser take the line up again after a restart or a fault, from where it was', () => {
  const { onGap } = keep();
  for (const reason of ['restarting', 'fault']) {
    last().opens();
    last().tells('closed', { reason });
    last().breaks();
    vi.advanceTimersByTime(MINUTE_AND_A_HALF);
    expect(last().readyState).toBe(Line.CONNECTING);
  }
  last().opens();
  expect(lines).toHaveLength(1);
  expect(onGap).not.toHaveBeenCalled();
});

it('comes again after an HTTP error, waits longer each time, and reads anew what it may have missed', () => {
  const { onLine, onGap } = keep();
  last().opens();
  last().isRefused();
  vi.advanceTimersByTime(1_000);
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(2_000);
  expect(lines).toHaveLength(2);
  last().isRefused();
  vi.advanceTimersByTime(2_500);
  expect(lines).toHaveLength(2);
  vi.advanceTimersByTime(3_000);
  expect(lines).toHaveLength(3);
  expect(onGap).not.toHaveBeenCalled();
  last().opens();
  expect(onGap).toHaveBeenCalledOnce();
  expect(onLine).toHaveBeenLastCalledWith(last());

  last().isRefused();
  vi.advanceTimersByTime(3_000);
  expect(lines).toHaveLength(4);
});

it('does not drive out another line of the person at once', () => {
  keep();
  last().opens();
  last().tells('closed', { reason: 'replaced' });
  expect(last().readyState).toBe(Line.CLOSED);
  vi.advanceTimersByTime(30_000);
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(2);
});

it('stays closed once nobody is signed in', () => {
  const { onSignedOut } = keep();
  last().opens();
  last().tells('closed', { reason: 'signed_out' });
  expect(onSignedOut).toHaveBeenCalledOnce();
  expect(last().readyState).toBe(Line.CLOSED);
  vi.advanceTimersByTime(MINUTE_AND_A_HALF);
  expect(lines).toHaveLength(1);
});

it('comes no more once it is given up', () => {
  const { giveUp } = keep();
  last().isRefused();
  giveUp();
  vi.advanceTimersByTime(MINUTE_AND_A_HALF);
  expect(lines).toHaveLength(1);
});
