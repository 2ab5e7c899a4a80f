import { useEffect, useEffectEvent, type FormEvent, type KeyboardEvent as ReactKeyboardEvent } from 'react';

import { areSingleKeysOn } from './singleKeys';

/** Whether a key belongs to what somebody writes, or to an input method. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return (
    event.isComposing ||
    event.keyCode === 229 ||
    target?.isContentEditable === true ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target?.tagName ?? '') ||
    document.querySelector('[role=dialog], [role=menu], [role=listbox]') !== null
  );
}

/** What Enter belongs to while it has the focus. */
const PRESSED_BY_ENTER =
  'a[href], button, summary, [role=button], [role=link], [role=checkbox], [role=switch], [role=radio], [role=tab], ' +
  '[role=combobox], [role=menuitem], [role=option], [role=treeitem]';

function isOfTheFocused({ key, target }: KeyboardEvent): boolean {
  return key === 'Enter' && target instanceof Element && target.closest(PRESSED_BY_ENTER) !== null;
}

/** Single keys, while nobody writes. */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const perform = keys[event.key];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isOff = event.key.length === 1 && !areSingleKeysOn();
    if (perform && isPlain && !isOff && !isTyping(event) && !isOfTheFocused(event)) {
      event.preventDefault();
      perform(event);
    }
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** What a form listens to that is sent by its button, or by Ctrl and Enter wherever one writes in it. */
export function sentBy(send: () => Promise<void>) {
  return {
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      void send();
    },
    onKeyDown: (event: ReactKeyboardEvent<HTMLElement>) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        // as its button does, so that a field that can’t be read is heard
        (event.currentTarget as HTMLFormElement).requestSubmit();
      }
    },
  };
}
