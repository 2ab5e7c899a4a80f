import { expect, it } from 'vitest';

import { tellingWord } from './Alike';

it('looks for the word that tells most of a title', () => {
  expect(tellingWord('メールが送れない')).toBe('メール');
  expect(tellingWord('Printer does not work')).toBe('Printer');
  expect(tellingWord('')).toBe('');
});
