import { useSearchParams } from 'react-router';

import { changedParams } from './changedParams';

/** The page of a list that somebody is at. It is in the address, so that it can be gone back to. */
export function usePage(): [page: number, toPage: (page: number) => void] {
  const [params, setParams] = useSearchParams();
  return [
    Math.max(1, Math.trunc(Number(params.get('page'))) || 1),
    (page) => {
      setParams((before) => changedParams(before, { page: page > 1 ? String(page) : undefined }));
      window.scrollTo({ top: 0 });
    },
  ];
}
