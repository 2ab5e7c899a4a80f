import { afterEach, expect, it, vi } from 'vitest';

import { chosenLanguage, rememberLanguage, speakTo } from './chosenLanguage';

afterEach(() => {
  localStorage.clear();
  speakTo(undefined);
});

it('is the one that was chosen here, else the reader’s own, else the browser’s', () => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('en-GB');
  expect(chosenLanguage()).toBe('en');
  speakTo('ja');
  expect(chosenLanguage()).toBe('ja');
  speakTo('fr');
  expect(chosenLanguage()).toBe('en');
  speakTo('ja');
  rememberLanguage('en');
  expect(chosenLanguage()).toBe('en');
});
