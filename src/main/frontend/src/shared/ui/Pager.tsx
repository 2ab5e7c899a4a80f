import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import { formatCount } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** To the page before and the one after; nothing where there is but one. */
export function Pager({
  page,
  hasNext = false,
  onPage,
}: {
  page: number;
  hasNext?: boolean;
  onPage: (page: number) => void;
}) {
  const t = useTexts(texts).pager;
  return page > 1 || hasNext ? (
    <Box sx={{ display: 'flex', justifyContent: 'center', gap: 1, mt: 1 }}>
      <Button disabled={page === 1} onClick={() => onPage(page - 1)}>
        {t.previous}
      </Button>
      <Box component="span" sx={{ alignSelf: 'center', color: 'text.secondary', fontSize: '0.8125rem' }}>
        {t.page(formatCount(page))}
      </Box>
      <Button disabled={!hasNext} onClick={() => onPage(page + 1)}>
        {t.next}
      </Button>
    </Box>
  ) : null;
}
