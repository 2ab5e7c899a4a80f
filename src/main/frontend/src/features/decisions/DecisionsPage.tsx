import Box from '@mui/material/Box';
import { useNavigate } from 'react-router';

import { keysOf, useDecisions } from '@/shared/api/decisionsApi';
import { addressOf } from '@/shared/api/model';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useKeys } from '@/shared/lib/keys';
import { useCursor } from '@/shared/lib/useCursor';
import { useNarrow } from '@/shared/lib/useNarrow';
import { DecisionRows } from '@/shared/ui/DecisionRows';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { texts } from './texts';

/** All that waits for the reader's decision, of every practice. */
export function DecisionsPage() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const narrow = useNarrow();
  const { data: decisions, error, refetch } = useDecisions();
  const [cursor, setCursor, moves] = useCursor(decisions && keysOf(decisions).map((id) => ({ id })), 'decisions');
  const at = decisions?.[cursor];
  const open = () => at && void navigate(addressOf(at.number));
  useKeys({ j: () => setCursor(cursor + 1), k: () => setCursor(cursor - 1), Enter: open, o: open });
  return (
    <Box sx={{ maxWidth: 880 }}>
      <PageHeader title={t.title} />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {!decisions && !error && <RowSkeletons rows={6} />}
        {decisions?.length === 0 && <EmptyState title={t.empty} hint={t.emptyHint} />}
        {decisions && decisions.length > 0 && (
          <>
            <Box sx={{ mb: 1.5, fontSize: '0.8125rem', color: 'text.secondary' }}>{t.hint}</Box>
            <DecisionRows decisions={decisions} cursor={narrow ? undefined : cursor} moves={moves} />
          </>
        )}
      </Box>
    </Box>
  );
}
