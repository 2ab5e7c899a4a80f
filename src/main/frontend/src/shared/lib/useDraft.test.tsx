import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';

import { beginDraft, draftOf, useDraft } from './useDraft';

it('keeps what is typed, and nothing that is as it was at first', () => {
  const { result } = renderHook(() => useDraft<{ name: string; body: string }>('form', { name: 'a', body: '' }));
  act(() => result.current[1]({ name: 'a', body: 'x' }));
  expect(draftOf('form')).toEqual({ name: 'a', body: 'x' });
  expect(renderHook(() => useDraft('form', { name: 'a', body: '' })).result.current[0].body).toBe('x');
  act(() => result.current[1]({ name: 'a', body: '' }));
  expect(draftOf('form')).toBeUndefined();
});

it('begins a text before what is there already', () => {
  beginDraft('text', 'second');
  beginDraft('text', 'first', ' ');
  const { result } = renderHook(() => useDraft('text'));
  expect(result.current[0]).toBe('first second');
  act(() => result.current[1](''));
  expect(draftOf('text')).toBeUndefined();
});
