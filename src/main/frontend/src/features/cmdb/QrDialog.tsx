import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import type { Ci } from '@/shared/api/model';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import { texts } from './texts';

/** The code that is put on a device, to be printed or kept. */
export function QrDialog({ ci, onClose }: { ci: Ci; onClose: () => void }) {
  const t = useTexts(texts);
  const address = `/api/v1/cis/${ci.id}/qr-code`;
  return (
    <ViewDialog
      title={ci.name}
      width="xs"
      onClose={onClose}
      actions={
        <Button component="a" href={address} download={`${ci.name}.svg`}>
          {t.qrKeep}
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gap: 1, justifyItems: 'center' }}>
        <img src={address} width="240" height="240" alt={t.qrOf(ci.name)} />
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.qrHint}</Box>
      </Box>
    </ViewDialog>
  );
}
