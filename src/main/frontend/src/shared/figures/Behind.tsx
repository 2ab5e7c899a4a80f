import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';

import { formatCount, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';
import { TicketLink } from '@/shared/ui/TicketLink';

import { useBehindQuery } from './behindApi';
import { texts } from './texts';

export interface Opened {
  title: string;
  tickets: string;
  definition?: string;
}

/** What a figure counts, and the tickets that it counted. */
export function Behind({ title, tickets, definition, onClose }: Opened & { onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { currentData: found, error, refetch } = useBehindQuery(tickets);
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="behind-title">
      <DialogTitle id="behind-title" component="h2">
        {title}
      </DialogTitle>
      <DialogContent>
        {definition && (
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
            {definition}
          </Typography>
        )}
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {!found && !error && <RowSkeletons rows={6} />}
        {found?.items.length === 0 && <EmptyState title={t.nothing} />}
        {found && found.items.length > 0 && (
          <>
            <Typography variant="body2" sx={{ mb: 1 }}>
              {found.hasNext
                ? t.behindMore(String(found.items.length), formatCount(found.total, found.more))
                : t.count(formatCount(found.total, found.more))}
            </Typography>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {found.items.map(({ id, number, title: name, status, phase, kind, created_at }) => (
                <Box
                  component="li"
                  key={id}
                  sx={{
                    display: 'flex',
                    flexWrap: 'wrap',
                    alignItems: 'center',
                    gap: 1,
                    minHeight: 36,
                    borderBottom: 1,
                    borderColor: 'divider',
                  }}
                >
                  <TicketLink number={number} />
                  <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>{name}</Box>
                  <StatusChip status={status} phase={phase} kind={kind} />
                  <Box component="time" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
                    {created_at && formatDateTime(created_at, language)}
                  </Box>
                </Box>
              ))}
            </Box>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.close}</Button>
      </DialogActions>
    </Dialog>
  );
}
