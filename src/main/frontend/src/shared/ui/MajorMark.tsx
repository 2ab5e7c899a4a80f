import Box from '@mui/material/Box';
import { Lock } from 'lucide-react';

import type { Ticket } from '@/shared/api/model';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** What sets a ticket apart: a major incident, a confidential one. */
export function MajorMark({ ticket }: { ticket: Pick<Ticket, 'major' | 'confidentiality'> }) {
  const t = useTexts(texts);
  return (
    <>
      {ticket.major && (
        <Box
          component="span"
          title={t.majorWhole}
          sx={{
            px: 0.5,
            borderRadius: 0.75,
            border: 1,
            borderColor: 'meaning.critical',
            color: 'meaning.critical',
            fontSize: '0.6875rem',
            fontWeight: 600,
            lineHeight: '16px',
            flex: 'none',
          }}
        >
          {t.major}
        </Box>
      )}
      {ticket.confidentiality === 'confidential' && (
        <Box
          component="span"
          role="img"
          aria-label={t.confidential}
          title={t.confidential}
          sx={{ display: 'inline-flex', color: 'text.secondary', flex: 'none' }}
        >
          <Lock size={14} aria-hidden />
        </Box>
      )}
    </>
  );
}
