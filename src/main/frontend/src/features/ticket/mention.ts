/** An at sign with what follows it, which may be an address, and no address of a mail; as the server reads it. */
const BEGUN = /(?:^|[^\w.@-])@([\p{L}\p{N}._-]*(?:@[\p{L}\p{N}._-]*)?)$/u;

export interface Begun {
  /** where the at sign is */
  from: number;
  /** what was typed after it */
  words: string;
}

/** The mention that somebody is writing where the caret is. */
export function mentionAt(text: string, caret: number): Begun | undefined {
  const words = BEGUN.exec(text.slice(0, caret))?.[1];
  return words === undefined ? undefined : { from: caret - words.length - 1, words };
}

/** A text with something in place of a part of it, and where the caret is then. */
export function put(text: string, from: number, to: number, what: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + what + text.slice(to), caret: from + what.length };
}
