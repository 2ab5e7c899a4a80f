import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';

import type { KindPath } from '@/shared/api/model';
import { useViewCounts } from '@/shared/api/viewsApi';
import { formatCount } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';
import { CARDS } from './views';

interface Props {
  kind: KindPath;
  chosen: string | null;
  onChoose: (view: string) => void;
}

/** How many there are, and the way to them. */
export function Cards({ kind, chosen, onChoose }: Props) {
  const t = useTexts(texts).cards;
  const counts = useViewCounts();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(4, minmax(0, 1fr))', maxWidth: 720, gap: 1 }}>
      {CARDS.map((view) => {
        const counted = counts?.find((one) => one.kind === kind && one.view === view);
        return (
          <ButtonBase
            key={view}
            aria-pressed={chosen === view}
            onClick={() => onChoose(view)}
            sx={{
              display: 'block',
              textAlign: 'left',
              px: 1.25,
              py: 0.5,
              borderRadius: 1,
              border: 1,
              borderColor: chosen === view ? 'primary.main' : 'divider',
              '&:hover': { bgcolor: 'action.hover' },
            }}
          >
            <Box sx={{ color: 'text.secondary', fontSize: '0.75rem', whiteSpace: 'nowrap' }}>{t[view]}</Box>
            <Box
              sx={{
                fontSize: '1.25rem',
                fontWeight: 600,
                lineHeight: 1.3,
                color: view === 'critical' && counted?.count ? 'meaning.critical' : 'text.primary',
              }}
            >
              {counted ? formatCount(counted.count, counted.is_lower_bound) : <Skeleton width={32} />}
            </Box>
          </ButtonBase>
        );
      })}
    </Box>
  );
}
