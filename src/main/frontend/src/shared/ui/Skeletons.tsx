import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ROW_HEIGHT } from '@/shared/theme/theme';

import { texts } from './texts';

/** Rows to come. */
export function RowSkeletons({ rows = 8 }: { rows?: number }) {
  const t = useTexts(texts);
  return (
    <Box role="status" aria-label={t.loading}>
      {Array.from({ length: rows }, (_, at) => (
        <Box key={at} sx={{ height: ROW_HEIGHT, display: 'flex', alignItems: 'center', gap: 2, px: 1 }}>
          <Skeleton width={88} />
          <Skeleton sx={{ flex: 1, maxWidth: `${70 - ((at * 13) % 35)}%` }} />
          <Skeleton width={64} />
        </Box>
      ))}
    </Box>
  );
}

/** A page to come. */
export function PageSkeleton() {
  const t = useTexts(texts);
  return (
    <Box role="status" aria-label={t.loading} sx={{ p: 3, display: 'grid', gap: 1.5 }}>
      <Skeleton width={120} />
      <Skeleton width="55%" height={32} />
      <Skeleton width="80%" />
      <Skeleton variant="rounded" height={140} />
      <Skeleton width="70%" />
    </Box>
  );
}
