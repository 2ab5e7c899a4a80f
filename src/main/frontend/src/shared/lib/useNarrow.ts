import useMediaQuery from '@mui/material/useMediaQuery';

/** Whether the reader looks at it on a phone. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 600px)');
}
