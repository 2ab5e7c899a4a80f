import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

interface Difference {
  model: string;
  element?: string | null;
  rule?: string;
  loosens: boolean;
  message: string;
  tickets: number;
}

/** What is otherwise, in sentences, loosenings first. */
export function Differences({ changes }: { changes: readonly Difference[] }) {
  const t = useTexts(texts);
  if (changes.length === 0) {
    return <Box sx={{ color: 'text.secondary' }}>{t.same}</Box>;
  }
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }} aria-label={t.differences}>
      {changes.map(({ model, element, rule, message, loosens, tickets }, at) => (
        <Box component="li" key={`${model} ${element} ${rule} ${at}`}>
          {loosens && <Chip size="small" color="warning" variant="outlined" label={t.loosens} sx={{ mr: 1 }} />}
          {message}
          <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {[model, element, tickets > 0 && t.concerns(String(tickets))].filter(Boolean).join(' · ')}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
