import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

import type { KindPath } from '@/shared/api/model';
import { formatCount } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { useTicketsQuery } from './queueApi';
import { texts } from './texts';

const CARDS = [
  { key: 'all', phase: 'open,in_work,on_hold', priority: '' },
  { key: 'inWork', phase: 'in_work', priority: '' },
  { key: 'resolved', phase: 'resolved', priority: '' },
  { key: 'critical', phase: 'open,in_work,on_hold', priority: 'critical' },
] as const;

interface Props {
  kind: KindPath;
  onChoose: (changes: Record<string, string | undefined>) => void;
}

/** How many there are, and the way to them. */
export function Cards({ kind, onChoose }: Props) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(4, 1fr)',
        gap: { xs: 1, sm: 2 },
        borderBottom: 1,
        borderColor: 'divider',
        pb: 1,
      }}
    >
      {CARDS.map((card) => (
        <Card key={card.key} card={card} kind={kind} onChoose={onChoose} />
      ))}
    </Box>
  );
}

function Card({ card, kind, onChoose }: Props & { card: (typeof CARDS)[number] }) {
  const t = useTexts(texts).cards;
  const { data: counted } = useTicketsQuery(
    { kind, params: { limit: '1', phase: card.phase, ...(card.priority && { priority: card.priority }) } },
    { pollingInterval: 30_000, skipPollingIfUnfocused: true },
  );
  return (
    <Box
      component="button"
      type="button"
      onClick={() => onChoose({ view: 'all', phase: card.phase, priority: card.priority })}
      sx={{
        all: 'unset',
        boxSizing: 'border-box',
        cursor: 'pointer',
        px: { xs: 0.5, sm: 1 },
        py: 0.5,
        borderRadius: 1,
        '&:hover': { bgcolor: 'action.hover' },
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
      }}
    >
      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{t[card.key]}</Box>
      <Box
        sx={{
          fontSize: '1.375rem',
          fontWeight: 600,
          lineHeight: 1.3,
          color: card.key === 'critical' && counted?.total ? 'meaning.critical' : 'text.primary',
        }}
      >
        {counted ? formatCount(counted.total, counted.more) : <Skeleton width={32} />}
      </Box>
    </Box>
  );
}
