import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';

import type { Ci } from '@/shared/api/model';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** The code that is put on a device, to be printed or kept. */
export function QrDialog({ ci, onClose }: { ci: Ci; onClose: () => void }) {
  const t = useTexts(texts);
  const address = `/api/v1/cis/${ci.id}/qr-code`;
  return (
    <Dialog open onClose={onClose} maxWidth="xs" aria-labelledby="qr-title">
      <DialogTitle id="qr-title" sx={{ fontSize: '1rem', fontWeight: 600 }}>
        {ci.name}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1, justifyItems: 'center' }}>
        <img src={address} width="240" height="240" alt={t.qrOf(ci.name)} />
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.qrHint}</Box>
      </DialogContent>
      <DialogActions>
        <Button component="a" href={address} download={`${ci.name}.svg`}>
          {t.qrKeep}
        </Button>
        <Button color="inherit" onClick={onClose}>
          {t.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
