import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Words } from './Words';

/** So long the address takes to follow, in milliseconds. */
const LINE = 200;

function List() {
  const [value, setValue] = useState('');
  return (
    <>
      <Words label="filter" width={200} value={value} onChange={(now) => setTimeout(() => setValue(now), LINE)} />
      <button type="button" onClick={() => setValue('')}>
        all
      </button>
    </>
  );
}

const field = () => screen.getByLabelText('filter');
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('takes no letter back that was typed while the list was asked for', () => {
  render(<List />);
  type('pri');
  pass(350);
  type('prin');
  pass(350);
  expect(field()).toHaveValue('prin');
  pass(LINE);
  expect(field()).toHaveValue('prin');
});

it('shows what the list is narrowed by otherwise', () => {
  render(<List />);
  type('pri');
  pass(1000);
  fireEvent.click(screen.getByText('all'));
  expect(field()).toHaveValue('');
});
