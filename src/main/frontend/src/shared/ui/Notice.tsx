import Snackbar from '@mui/material/Snackbar';
import SnackbarContent from '@mui/material/SnackbarContent';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';

interface Said {
  nth: number;
  text: string;
  action?: ReactNode;
}

const NoticeContext = createContext<(text: string, action?: ReactNode) => void>(() => undefined);

/** Tells, briefly and in the corner, that something has been done. */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Said | null>(null);
  const say = useMemo(
    () => (text: string, action?: ReactNode) => setSaid((before) => ({ nth: (before?.nth ?? 0) + 1, text, action })),
    [],
  );
  return (
    <NoticeContext value={say}>
      {children}
      <Snackbar
        // each has its own time
        key={said?.nth}
        open={said !== null}
        autoHideDuration={said?.action ? 15_000 : 4000}
        onClose={(_, reason) => reason !== 'clickaway' && setSaid(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <SnackbarContent message={said?.text} action={said?.action} role="status" />
      </Snackbar>
    </NoticeContext>
  );
}

export function useNotice() {
  return use(NoticeContext);
}
