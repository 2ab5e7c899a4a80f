import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import type { TicketDetail } from '@/shared/api/model';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { LinkedText } from '@/shared/ui/LinkedText';

import { texts } from './texts';

/** What the reporter is asked to confirm, and what happens without an answer; nothing for a ticket that is not resolved. */
export function Resolution({ ticket }: { ticket: TicketDetail }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const resolution = ticket.phase === 'resolved' ? ticket.resolution : undefined;
  const { closes_at: closesAt } = ticket;
  if (!resolution && !closesAt) {
    return null;
  }
  return (
    <Box
      component="section"
      aria-label={t.resolution}
      sx={{ borderLeft: 3, borderColor: 'primary.main', pl: 1.5, py: 0.25, maxWidth: 880 }}
    >
      {resolution && (
        <>
          <Typography variant="body2" component="h2" sx={{ fontWeight: 600 }}>
            {t.resolution}
          </Typography>
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: '40vh', overflow: 'auto' }}>
            <LinkedText text={resolution} />
          </Box>
        </>
      )}
      {closesAt && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.closesAt(formatDateTime(closesAt, language))}
        </Typography>
      )}
    </Box>
  );
}
