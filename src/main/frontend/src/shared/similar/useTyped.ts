import { useEffect, useState } from 'react';

/** An address holds so much of a text. */
const LONGEST = 500;

/** So long somebody does not type before it is asked. */
const PAUSE = 350;

/** What is typed, once nobody has typed for a moment. */
export function useTyped(title: string, description: string) {
  const [typed, setTyped] = useState({ title: '', description: '' });
  useEffect(() => {
    const timer = setTimeout(
      () => setTyped({ title: title.trim().slice(0, LONGEST), description: description.trim().slice(0, LONGEST) }),
      PAUSE,
    );
    return () => clearTimeout(timer);
  }, [title, description]);
  return typed;
}
