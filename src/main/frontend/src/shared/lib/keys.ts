import { useEffect, useEffectEvent, type FormEvent, type KeyboardEvent as ReactKeyboardEvent } from 'react';

import { areSingleKeysOn } from './singleKeys';
import { showWrong } from './wrong';

/** Inputs that nobody writes in. */
const PRESSED = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file'];

/** Whether a key belongs to what somebody writes, or to an input method. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return (
    event.isComposing ||
    event.keyCode === 229 ||
    target?.isContentEditable === true ||
    (['INPUT', 'TEXTAREA', 'SELECT'].includes(target?.tagName ?? '') &&
      !PRESSED.includes((target as HTMLInputElement).type)) ||
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

const isMac = () => navigator.platform.startsWith('Mac');

/** The key that makes a command of another, as the reader’s keyboard has it. */
export function commandKey(): string {
  return isMac() ? '⌘' : 'Ctrl';
}

/** A letter with Ctrl or ⌘, also while somebody writes; not over a dialogue, nor while an input method composes. */
export function useCommandKey(letter: string, perform: () => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // Ctrl+K deletes to the end of a line there
    const isCommand = (event.metaKey || (event.ctrlKey && !isMac())) && !event.altKey && !event.shiftKey;
    if (
      isCommand &&
      event.key.toLowerCase() === letter &&
      !event.isComposing &&
      document.querySelector('[role=dialog]') === null
    ) {
      event.preventDefault();
      perform();
    }
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/**
 * What a form listens to that is sent by its button, or by Ctrl and Enter wherever one writes in it. Whoever sent what is
 * wrong is led to it.
 */
export function sentBy(send: () => Promise<unknown>) {
  return {
    onSubmit: (event: FormEvent<HTMLElement>) => {
      event.preventDefault();
      // a dialogue over a form is part of it for React
      event.stopPropagation();
      const form = event.currentTarget;
      // once it is marked
      void send().finally(() => setTimeout(() => requestAnimationFrame(() => showWrong(form))));
    },
    onKeyDown: (event: ReactKeyboardEvent<HTMLElement>) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.stopPropagation();
        // as its button does, so that a field that can’t be read is heard
        (event.currentTarget as HTMLFormElement).requestSubmit();
      }
    },
  };
}
