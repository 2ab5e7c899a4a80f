import { expect, it } from 'vitest';

import { dropUnsent, keepUnsent, unsentNotes, type UnsentNote } from './outbox';

const note: UnsentNote = {
  id: '1',
  user: 'me',
  kind: 'incidents',
  number: 'INC0000001',
  content: '再起動した',
  isPublic: false,
  writtenAt: '2028-01-05T05:30:00Z',
};

it('keeps what was not sent until it is', () => {
  keepUnsent(note);
  keepUnsent({ ...note, id: '2' });
  keepUnsent({ ...note, refusal: '権限がありません。' });
  expect(unsentNotes().map(({ id, refusal }) => [id, refusal])).toEqual([
    ['2', undefined],
    ['1', '権限がありません。'],
  ]);
  dropUnsent('2');
  dropUnsent('1');
  expect(unsentNotes()).toEqual([]);
  expect(localStorage.length).toBe(0);
});
