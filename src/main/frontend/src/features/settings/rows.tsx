import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNotice } from '@/shared/ui/Notice';

import { texts } from './texts';

export function Rows({ children }: { children: ReactNode }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {children}
    </Box>
  );
}

export function Row({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 0.75, borderTop: 1, borderColor: 'divider' }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>{children}</Box>
      {action}
    </Box>
  );
}

export function Hint({ children }: { children: ReactNode }) {
  return <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1 }}>{children}</Box>;
}

/** What is told once, with a way to keep it. */
export function Secret({ text, children }: { text: string; children: ReactNode }) {
  const t = useTexts(texts);
  const say = useNotice();
  return (
    <Alert
      severity="success"
      sx={{ my: 1 }}
      action={
        <Button color="inherit" onClick={() => void navigator.clipboard.writeText(text).then(() => say(t.copied))}>
          {t.copy}
        </Button>
      }
    >
      {children}
      <Box component="code" sx={{ display: 'block', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', mt: 0.5 }}>
        {text}
      </Box>
    </Alert>
  );
}
