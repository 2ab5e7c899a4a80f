import { useCallback, useState } from 'react';

/** What somebody writes, kept through reloads and ended sessions until it is sent. */
export function useDraft(key: string): [string, (text: string) => void] {
  const name = `nagare.draft.${key}`;
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
