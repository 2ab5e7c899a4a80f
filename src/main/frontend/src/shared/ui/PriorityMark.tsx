import Box from '@mui/material/Box';

import { usePriorities } from '@/shared/api/wordsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** From the highest to the lowest: what an owner’s words look like, by their place. */
const STEPS = ['critical', 'high', 'medium', 'low'] as const;

const BARS: Record<string, number> = { low: 1, medium: 2, high: 3 };
const COLOURS: Record<string, string> = {
  critical: 'meaning.critical',
  high: 'meaning.high',
  medium: 'meaning.medium',
  low: 'meaning.low',
};

/** A shape for each priority, so that it does not rest on colour; the word beside it, or for screen readers only. */
export function PriorityMark({ priority, withWord = false }: { priority?: string | null; withWord?: boolean }) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const { words, say } = usePriorities();
  if (!priority) {
    return null;
  }
  const said = say(priority, language);
  const place = words.indexOf(priority);
  const like =
    STEPS.find((one) => one === priority) ??
    STEPS[Math.round((3 * Math.max(0, place)) / Math.max(1, words.length - 1))]!;
  const bars = BARS[like] ?? 2;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, color: COLOURS[like] }}
      title={withWord ? undefined : t.priority(said)}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        role={withWord ? undefined : 'img'}
        aria-hidden={withWord || undefined}
        aria-label={withWord ? undefined : t.priority(said)}
      >
        {like === 'critical' ? (
          <>
            <rect x="1" y="1" width="14" height="14" rx="3" fill="currentColor" />
            <path
              d="M8 4v5M8 11.5v.5"
              stroke="var(--mui-palette-background-paper)"
              strokeWidth="2"
              strokeLinecap="round"
            />
          </>
        ) : (
          [0, 1, 2].map((at) => (
            <rect
              key={at}
              x={1.5 + at * 5}
              y={10 - at * 4}
              width="3"
              height={5 + at * 4}
              rx="1"
              fill="currentColor"
              opacity={at < bars ? 1 : 0.25}
            />
          ))
        )}
      </svg>
      {withWord && (
        <Box component="span" data-word sx={{ fontWeight: like === 'critical' ? 600 : 400 }}>
          {said}
        </Box>
      )}
    </Box>
  );
}
