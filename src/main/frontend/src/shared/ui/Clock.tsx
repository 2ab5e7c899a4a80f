import Box from '@mui/material/Box';

import { formatDateTime, formatDuration } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useNow } from '@/shared/lib/useNow';

import { texts } from './texts';

interface Props {
  due?: string | null;
  /** the state of the clocks as the API has it */
  state?: string | null;
  paused?: boolean;
}

/** Time left: quiet until it is at risk, then amber, red at breach, dotted while paused. */
export function Clock({ due, state, paused = state === 'paused' }: Props) {
  const { language } = useLanguage();
  const t = useTexts(texts).clock;
  const now = useNow();
  if (!due) {
    return null;
  }
  const left = (new Date(due).getTime() - now) / 1000;
  const done = state === 'met';
  const late = left < 0 && !paused && !done;
  const soon = !late && !paused && !done && state === 'at_risk';
  const said = done
    ? t.met
    : paused
      ? t.paused
      : late
        ? t.late(formatDuration(left, language))
        : formatDuration(left, language);
  return (
    <Box
      component="time"
      dateTime={due}
      title={formatDateTime(due, language)}
      sx={{
        whiteSpace: 'nowrap',
        fontSize: '0.8125rem',
        fontWeight: late ? 600 : soon ? 500 : 400,
        color: late ? 'meaning.late' : soon ? 'meaning.soon' : 'text.secondary',
        borderBottom: paused ? '1px dotted' : undefined,
      }}
    >
      {said}
    </Box>
  );
}
