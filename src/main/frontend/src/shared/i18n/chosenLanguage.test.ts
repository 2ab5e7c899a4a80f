import { afterEach, expect, it, vi } from 'vitest';

import { chosenLanguage, rememberLanguage, speakTo } from './chosenLanguage';

afterEach(() => {
  speakTo(undefined);
});

it('is the one that was chosen here, else the reader’s own, else the browser’s', () => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('en-GB');
  expect(chosenLanguage()).toBe('en');
  speakTo('a', 'ja');
  expect(chosenLanguage()).toBe('ja');
  speakTo('a', 'fr');
  expect(chosenLanguage()).toBe('en');
  speakTo('a', 'ja');
  rememberLanguage('en');
  expect(chosenLanguage()).toBe('en');
});

it('is not what another person chose at the same browser', () => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('ja');
  rememberLanguage('en');
  speakTo('a', 'ja');
  expect(chosenLanguage()).toBe('en');
  speakTo('b', 'ja');
  expect(chosenLanguage()).toBe('ja');
  speakTo('a', 'ja');
  expect(chosenLanguage()).toBe('en');
});

it('is what somebody chose before signing in, though another had chosen here', () => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('ja');
  speakTo('a', 'ja');
  rememberLanguage('ja');
  speakTo(undefined);
  rememberLanguage('en');
  speakTo('b', 'ja');
  expect(chosenLanguage()).toBe('en');
});
