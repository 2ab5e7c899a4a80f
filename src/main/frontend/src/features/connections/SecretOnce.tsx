import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** A secret that was just made; nobody can read it again. */
export function SecretOnce({ secret }: { secret?: string }) {
  const t = useTexts(texts);
  return (
    secret && (
      <Alert severity="success" sx={{ mb: 2 }}>
        {t.secretOnce}
        <Box component="code" sx={{ display: 'block', overflowWrap: 'anywhere' }}>
          {secret}
        </Box>
      </Alert>
    )
  );
}
