import { useCallback, useState } from 'react';

const nameOf = (key: string) => `nagare.draft.${key}`;

/** Puts a text where somebody goes on writing it, before what he wrote there already. */
export function beginDraft(key: string, text: string, between = '\n\n'): void {
  const before = sessionStorage.getItem(nameOf(key)) ?? '';
  if (!before.includes(text)) {
    sessionStorage.setItem(nameOf(key), before ? `${text}${between}${before}` : text);
  }
}

/** What somebody writes, kept through reloads and ended sessions until it is sent. */
export function useDraft(key: string): [string, (text: string) => void] {
  const name = nameOf(key);
  const [text, setText] = useState(() => sessionStorage.getItem(name) ?? '');
  const change = useCallback(
    (typed: string) => {
      setText(typed);
      if (typed) {
        sessionStorage.setItem(name, typed);
      } else {
        sessionStorage.removeItem(name);
      }
    },
    [name],
  );
  return [text, change];
}
