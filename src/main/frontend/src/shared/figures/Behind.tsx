import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';

import { formatCount, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Choice } from '@/shared/ui/Choice';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Pager } from '@/shared/ui/Pager';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';
import { TicketLink } from '@/shared/ui/TicketLink';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import { PARTS, useBehindQuery, type Part } from './behindApi';
import { texts } from './texts';

export interface Opened {
  title: string;
  tickets: string;
  definition?: string;
  /** whether it is a part of something, which is told from the rest of it */
  share?: boolean;
}

/** What a figure counts, and the tickets that it counted. */
export function Behind({ title, tickets, definition, share, onClose }: Opened & { onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [part, setPart] = useState<Part>();
  const [page, setPage] = useState(1);
  const { data: found, error, refetch } = useBehindQuery({ tickets, part, page });
  return (
    <ViewDialog title={title} width="md" onClose={onClose}>
      {definition && (
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {definition}
        </Typography>
      )}
      {share && (
        <Choice
          label={t.part}
          value={part ?? 'all'}
          onChoose={(chosen) => {
            setPart(PARTS.find((one) => one === chosen));
            setPage(1);
          }}
        >
          {[{ value: 'all', label: t.parts.all }, ...PARTS.map((one) => ({ value: one, label: t.parts[one] }))]}
        </Choice>
      )}
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {!found && !error && <RowSkeletons rows={6} />}
      {found?.items.length === 0 && <EmptyState title={t.nothing} />}
      {found && found.items.length > 0 && (
        <>
          <Typography variant="body2" sx={{ mb: 1 }}>
            {t.count(formatCount(found.total, found.more))}
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
          <Pager page={page} hasNext={found.hasNext} onPage={setPage} />
        </>
      )}
    </ViewDialog>
  );
}
