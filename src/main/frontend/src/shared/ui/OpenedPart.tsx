import Box from '@mui/material/Box';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';

import { Block } from './Block';

interface Opened<T> {
  of: T;
  /** how often something was opened */
  times: number;
}

/** What is opened below a list; who opens it again looks at it again. */
export function useOpened<T>(): [opened: Opened<T> | undefined, open: (of: T) => void] {
  const [opened, setOpened] = useState<Opened<T>>();
  const open = useCallback((of: T) => setOpened((before) => ({ of, times: (before?.times ?? 0) + 1 })), []);
  return [opened, open];
}

/** A part of a page that somebody opened from above it: it comes into view, and the focus goes there. */
export function OpenedPart({
  title,
  times,
  action,
  children,
}: {
  title: string;
  times: number;
  action?: ReactNode;
  children: ReactNode;
}) {
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (times > 0) {
      part.current?.focus({ preventScroll: true });
      part.current?.scrollIntoView({ block: 'start' });
    }
  }, [times]);
  return (
    <Box ref={part} role="group" aria-label={title} tabIndex={-1} sx={{ mt: 4, outline: 'none', scrollMarginTop: 64 }}>
      <Block title={title} action={action}>
        {children}
      </Block>
    </Box>
  );
}
