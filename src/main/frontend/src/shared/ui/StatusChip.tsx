import Box from '@mui/material/Box';

import { useStatusWord } from '@/shared/api/wordsApi';
import { useLanguage } from '@/shared/i18n/LanguageProvider';
import { isOwnWord, word } from '@/shared/i18n/words';

const PHASES = ['open', 'in_work', 'on_hold', 'resolved', 'closed', 'cancelled'] as const;

/** The status in words, in the colour of its phase. */
export function StatusChip({ status, phase, kind }: { status?: string; phase?: string; kind?: string }) {
  const { language } = useLanguage();
  const statusWord = useStatusWord([status]);
  const meaning = PHASES.find((one) => one === phase) ?? 'closed';
  return (
    <Box
      component="span"
      title={isOwnWord(status) ? word('phase', phase, language) : undefined}
      sx={{
        display: 'inline-block',
        px: 0.75,
        borderRadius: 1,
        fontSize: '0.75rem',
        lineHeight: '20px',
        fontWeight: 500,
        whiteSpace: 'nowrap',
        color: `meaning.${meaning}.text`,
        bgcolor: `meaning.${meaning}.ground`,
        textDecoration: meaning === 'cancelled' ? 'line-through' : undefined,
      }}
    >
      {statusWord({ status, phase, kind }, language)}
    </Box>
  );
}
