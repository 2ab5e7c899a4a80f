import { useEffect, useState } from 'react';

/** What a text was when nobody had changed it for a moment, in milliseconds. */
export function useLater(text: string, pause: number): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), pause);
    return () => clearTimeout(timer);
  }, [text, pause]);
  return later;
}
