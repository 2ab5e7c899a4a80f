import { useState } from 'react';

/** The page of a list that somebody is at; the first one again once something else is asked for. */
export function usePage(asked: unknown): [page: number, toPage: (page: number) => void] {
  const of = JSON.stringify(asked);
  const [at, setAt] = useState({ of, page: 1 });
  return [
    at.of === of ? at.page : 1,
    (page) => {
      setAt({ of, page });
      window.scrollTo({ top: 0 });
    },
  ];
}
