import { describe, expect, it } from 'vitest';

import { mentionAt, put } from './mention';

describe('a mention', () => {
  it('begins with an at sign, in Japanese, too', () => {
    expect(mentionAt('@', 1)).toEqual({ from: 0, words: '' });
    expect(mentionAt('確認を@ag', 6)).toEqual({ from: 3, words: 'ag' });
    expect(mentionAt('@hanako@exam', 12)).toEqual({ from: 0, words: 'hanako@exam' });
    expect(mentionAt('依頼： @佐藤', 7)).toEqual({ from: 4, words: '佐藤' });
  });

  it('is none in an address of a mail, or once it is over', () => {
    expect(mentionAt('agent@exam', 10)).toBeUndefined();
    expect(mentionAt('@agent1 ', 8)).toBeUndefined();
    expect(mentionAt('@agent1 please', 14)).toBeUndefined();
  });

  it('goes where it was begun, whatever stands behind it', () => {
    expect(put('see @ag, thanks', 4, 7, '@agent1 ')).toEqual({ text: 'see @agent1 , thanks', caret: 12 });
  });
});
