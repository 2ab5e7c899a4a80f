import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useEffect, useId, type ReactNode } from 'react';

import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useNow } from '@/shared/lib/useNow';

import { texts } from './texts';
import { OnTv } from './tv';

interface Props {
  title: string;
  /** what narrows the figures, in words */
  narrowed: string;
  /** of which moment they tell; of now, where nobody says */
  at?: string;
  onEnd: () => void;
  children: ReactNode;
}

/** A dashboard on a wall: nothing but the figures, over the whole screen, until Escape. */
export function TvScreen({ title, narrowed, at, onEnd, children }: Props) {
  const t = useTexts(texts).tv;
  const { language } = useLanguage();
  const id = useId();
  const now = new Date(useNow()).toISOString();

  useEffect(() => {
    // a browser that fills the screen takes Escape for itself
    const changed = () => !document.fullscreenElement && onEnd();
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, [onEnd]);

  useEffect(() => {
    return () => {
      if (document.fullscreenElement) {
        void document.exitFullscreen().catch(() => undefined);
      }
    };
  }, []);

  return (
    <Dialog
      open
      fullScreen
      transitionDuration={0}
      onClose={onEnd}
      aria-labelledby={id}
      slotProps={{ paper: { sx: { bgcolor: 'background.default', backgroundImage: 'none' } } }}
    >
      <Box
        sx={{
          height: '100dvh',
          boxSizing: 'border-box',
          overflow: 'hidden',
          p: '1.2vw',
          display: 'flex',
          flexDirection: 'column',
          gap: '0.8vw',
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: '1.5vw' }}>
          <Typography id={id} component="h1" sx={{ fontSize: 'max(1.25rem, 1.7vw)', fontWeight: 600 }}>
            {title}
          </Typography>
          <Box sx={{ flex: 1, minWidth: 0, color: 'text.secondary', fontSize: 'max(0.875rem, 1.1vw)' }}>{narrowed}</Box>
          <Button
            color="inherit"
            onClick={onEnd}
            sx={{ opacity: 0, '&:hover, &:focus-visible': { opacity: 1 }, '@media (hover: none)': { opacity: 1 } }}
          >
            {t.end}
          </Button>
          <Box
            component="time"
            dateTime={at ?? now}
            sx={{ fontSize: 'max(1rem, 1.4vw)', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
          >
            {t.asOf(formatDateTime(at ?? now, language))}
          </Box>
        </Box>
        <OnTv value={true}>{children}</OnTv>
      </Box>
    </Dialog>
  );
}
