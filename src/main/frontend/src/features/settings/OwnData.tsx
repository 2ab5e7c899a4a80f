import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';

import { texts } from './texts';

/** All that is kept of whoever looks, to take home. */
export function OwnData() {
  const t = useTexts(texts);
  return (
    <Block title={t.ownData}>
      <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
        {t.ownDataHint}
        <Button component="a" variant="outlined" href="/api/v1/auth/profile/data" download>
          {t.ownDataExport}
        </Button>
      </Box>
    </Block>
  );
}
