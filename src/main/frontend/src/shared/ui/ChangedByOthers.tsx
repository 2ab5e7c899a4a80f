import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** Says that others wrote where somebody types; saving waits until that was seen. */
export function ChangedByOthers({ onSeen, children }: { onSeen: () => void; children?: ReactNode }) {
  const { meanwhile } = useTexts(texts);
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" onClick={onSeen} sx={{ whiteSpace: { sm: 'nowrap' } }}>
          {meanwhile.overwrite}
        </Button>
      }
    >
      {children ?? meanwhile.changed}
    </Alert>
  );
}
