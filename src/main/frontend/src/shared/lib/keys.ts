import { useEffect, useEffectEvent, type FormEvent, type KeyboardEvent as ReactKeyboardEvent } from 'react';

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

/** Single keys, while nobody writes. */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const perform = keys[event.key];
    if (perform && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event)) {
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
    onKeyDown: (event: ReactKeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void send();
      }
    },
  };
}
