import { createContext, useContext } from 'react';
import { useSelector } from 'react-redux';

import { api } from '@/shared/api/api';

/** Whether what is shown hangs on a wall: read from afar, touched by nobody, and never in focus. */
const TvContext = createContext(false);

export const OnTv = TvContext.Provider;

export const useTv = () => useContext(TvContext);

/** How what is counted anew is asked for: a window on a wall is never in focus. */
export function usePolling(pollingInterval: number) {
  return { pollingInterval, skipPollingIfUnfocused: !useTv() };
}

/** Of so many things beside each other, how many stand in a row. */
export const inARow = (count: number, most: number) => (count <= most ? Math.max(1, count) : Math.ceil(count / 2));

type Asked = ReturnType<typeof api.reducer>;

/** When the youngest figure was counted; undefined before there is one. */
export function useCounted(): string | undefined {
  const last = useSelector((state: { api: Asked }) =>
    Math.max(
      0,
      ...Object.values(state.api.queries).map((asked) =>
        asked?.endpointName === 'figure' ? (asked.fulfilledTimeStamp ?? 0) : 0,
      ),
    ),
  );
  return last > 0 ? new Date(last).toISOString() : undefined;
}
