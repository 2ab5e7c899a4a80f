import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';

import { useCursor } from './useCursor';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));

function cursorOn(ids: string[], remembered?: string) {
  return renderHook(
    ({ tickets, list }: { tickets: { id: string }[] | undefined; list: string }) =>
      useCursor(tickets, list, remembered),
    {
      initialProps: { tickets: rows(...ids), list: 'mine' } as { tickets: { id: string }[] | undefined; list: string },
    },
  );
}

it('stays on its ticket while others come and go', () => {
  const { result, rerender } = cursorOn(['c', 'b', 'a']);
  act(() => result.current[1](1));
  rerender({ tickets: rows('d', 'c', 'b', 'a'), list: 'mine' });
  expect(result.current[0]).toBe(2);
  rerender({ tickets: rows('d', 'c', 'a'), list: 'mine' });
  expect(result.current[0]).toBe(2);
  rerender({ tickets: rows('d'), list: 'mine' });
  expect(result.current[0]).toBe(0);
});

it('does so at the top, too', () => {
  const { result, rerender } = cursorOn(['b', 'a']);
  rerender({ tickets: rows('c', 'b', 'a'), list: 'mine' });
  expect(result.current[0]).toBe(1);
});

it('begins another list at its top, and comes back to where it was', () => {
  const { result, rerender } = cursorOn(['c', 'b', 'a'], 'b');
  expect(result.current[0]).toBe(1);
  rerender({ tickets: undefined, list: 'due' });
  rerender({ tickets: rows('b', 'c'), list: 'due' });
  expect(result.current[0]).toBe(0);
});

it('goes no further than the list', () => {
  const { result } = cursorOn(['b', 'a']);
  act(() => result.current[1](5));
  expect(result.current[0]).toBe(1);
  act(() => result.current[1](-1));
  expect(result.current[0]).toBe(0);
});
