import { describe, expect, it } from 'vitest';

import { meant, written } from './written';

describe('a time in a field', () => {
  it('is written as people of the language write it', () => {
    expect(written('2028-01-05T14:30', 'datetime', 'ja')).toBe('2028/01/05 14:30');
    expect(written('2028-01-05T14:30', 'datetime', 'en')).toBe('5 Jan 2028, 14:30');
    expect(written('2028-01-05', 'date', 'ja')).toBe('2028/01/05');
    expect(written('2028-01-05', 'date', 'en')).toBe('5 Jan 2028');
    expect(written('14:30:00', 'time', 'en')).toBe('14:30');
    expect(written('', 'datetime', 'en')).toBe('');
  });

  it.each([
    '2028-01-05T14:30',
    '2028-01-05 14:30:00',
    '2028/1/5 14:30',
    '2028/01/05（水）14:30',
    '２０２８／０１／０５　１４：３０',
    '2028年1月5日 14時30分',
    '202801051430',
    '20280105 1430',
    '5 Jan 2028, 14:30',
    '5 january 2028 14:30',
    'Jan 5, 2028, 14:30',
    '05/01/2028 14:30',
  ])('is meant by %s', (text) => expect(meant(text, 'datetime')).toBe('2028-01-05T14:30'));

  it('may be a day or an hour alone', () => {
    expect(meant('2028/2/29', 'date')).toBe('2028-02-29');
    expect(meant('9', 'time')).toBe('09:00');
    expect(meant('930', 'time')).toBe('09:30');
    expect(meant('18時', 'time')).toBe('18:00');
    expect(meant(' ', 'time')).toBe('');
  });

  it.each([
    ['2028/02/30', 'date'],
    ['2028/13/01', 'date'],
    ['2028/01/05 14:30', 'date'],
    ['5 Foo 2028', 'date'],
    ['2028/01/05', 'datetime'],
    ['2028/01/05 24:30', 'datetime'],
    ['14:30', 'datetime'],
    ['14:75', 'time'],
    ['tomorrow', 'datetime'],
  ] as const)('is not guessed from %s (%s)', (text, kind) => expect(meant(text, kind)).toBeUndefined());

  it('is read as it was written', () => {
    for (const language of ['ja', 'en'] as const) {
      expect(meant(written('2028-12-31T00:05', 'datetime', language), 'datetime')).toBe('2028-12-31T00:05');
      expect(meant(written('2028-05-01', 'date', language), 'date')).toBe('2028-05-01');
    }
  });
});
