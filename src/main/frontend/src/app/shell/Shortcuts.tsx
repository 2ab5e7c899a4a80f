import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { SingleKeys } from '@/shared/ui/SingleKeys';

import { texts } from './texts';

/** One key map for list and ticket. */
export function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(texts).keys;
  const keys: [string, string][] = [
    ['/', t.search],
    ['j', t.down],
    ['k', t.up],
    ['Enter', t.open],
    ['x', t.choose],
    ['a', t.claim],
    ['.', t.actions],
    ['e', t.edit],
    ['r', t.reply],
    ['n', t.next],
    ['p', t.previous],
    ['u', t.back],
    ['c', t.create],
    ['Ctrl + Enter', t.send],
    ['?', t.help],
  ];
  return (
    <Dialog open={open} onClose={onClose} maxWidth="xs" aria-labelledby="shortcuts-title">
      <DialogTitle id="shortcuts-title" sx={{ fontSize: '1rem', fontWeight: 600 }}>
        {t.title}
      </DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '6px 16px', m: 0 }}>
          {keys.map(([key, does]) => (
            <Box key={key} sx={{ display: 'contents' }}>
              <Box component="dt">
                <Box
                  component="kbd"
                  sx={{
                    px: 0.75,
                    border: 1,
                    borderColor: 'divider',
                    borderRadius: 1,
                    bgcolor: 'quiet',
                    fontFamily: 'inherit',
                    fontSize: '0.8125rem',
                  }}
                >
                  {key}
                </Box>
              </Box>
              <Box component="dd" sx={{ m: 0 }}>
                {does}
              </Box>
            </Box>
          ))}
        </Box>
        <Box sx={{ mt: 1.5 }}>
          <SingleKeys />
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.close}</Button>
      </DialogActions>
    </Dialog>
  );
}
