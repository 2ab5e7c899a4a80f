import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';

import { useTexts } from '../i18n/LanguageProvider';

import type { SuggestedValue } from './similarApi';
import { texts } from './texts';

interface Props {
  suggested?: SuggestedValue;
  value: string;
  onTake: (value: string) => void;
}

/** What a model takes for right, to be taken over by a click; nothing once it is chosen. */
export function SuggestedChip({ suggested, value, onTake }: Props) {
  const t = useTexts(texts);
  if (!suggested || suggested.value === value) {
    return null;
  }
  return (
    <Box sx={{ mt: 0.5 }}>
      <Chip
        size="small"
        variant="outlined"
        label={t.suggested(suggested.name ?? suggested.value, Math.round(suggested.confidence * 100))}
        onClick={() => onTake(suggested.value)}
        sx={{ maxWidth: 1 }}
      />
      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{t.speaks(suggested.words.join(' · '))}</Box>
    </Box>
  );
}
