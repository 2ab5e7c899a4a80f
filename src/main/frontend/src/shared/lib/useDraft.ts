import { useEffect, useState, type Dispatch, type SetStateAction } from 'react';

const nameOf = (key: string) => `nagare.draft.${key}`;

/** What somebody typed that he left, or lost by a reload; nothing where he typed nothing. */
export function draftOf<T>(key: string): T | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(nameOf(key)) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it through reloads and ended sessions until it is sent; nothing is kept any more where nothing is given. */
export function keepDraft(key: string, typed?: unknown): void {
  if (typed === undefined) {
    sessionStorage.removeItem(nameOf(key));
  } else {
    sessionStorage.setItem(nameOf(key), JSON.stringify(typed));
  }
}

/** Puts a text where somebody goes on writing it, before what he wrote there already. */
export function beginDraft(key: string, text: string, between = '\n\n'): void {
  const before = draftOf<string>(key) ?? '';
  if (!before.includes(text)) {
    keepDraft(key, before ? `${text}${between}${before}` : text);
  }
}

/**
 * What somebody types into a field or a form of the page, kept as above as long as it is other than it was at first; the
 * third ends it.
 */
export function useDraft(key: string): [string, Dispatch<SetStateAction<string>>, () => void];
export function useDraft<T extends object>(key: string, first: T): [T, Dispatch<SetStateAction<T>>, () => void];
export function useDraft<T extends string | object>(
  key: string,
  first = '' as T,
): [T, Dispatch<SetStateAction<T>>, () => void] {
  const [typed, setTyped] = useState<T>(() => {
    const kept = draftOf<T>(key);
    return typeof first === 'object' ? { ...first, ...(kept as object | undefined) } : (kept ?? first);
  });
  const said = JSON.stringify(typed);
  const isOther = said !== JSON.stringify(first);
  useEffect(() => {
    keepDraft(key, isOther ? JSON.parse(said) : undefined);
  }, [key, said, isOther]);
  return [typed, setTyped, () => keepDraft(key)];
}
