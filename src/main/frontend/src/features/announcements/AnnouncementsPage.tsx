import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Plus, Rss } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { AnnouncementText } from '@/shared/announcements/AnnouncementText';
import { useAnnouncementsQuery, type AnnouncementState } from '@/shared/announcements/announcementsApi';
import { may, useMe } from '@/shared/api/profile';
import { FeedsDialog } from '@/shared/feeds/FeedsDialog';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Choice } from '@/shared/ui/Choice';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { Actions } from './Actions';
import { AnnouncementDialog } from './AnnouncementDialogs';
import { texts } from './texts';

const STATES: readonly AnnouncementState[] = ['open', 'ended', 'withdrawn'];

/** What is announced, what was, and where it is written. */
export function AnnouncementsPage() {
  const t = useTexts(texts);
  const me = useMe();
  const writes = may(me, 'announcement:manage');
  const [params, setParams] = useSearchParams();
  const state = STATES.find((one) => one === params.get('state')) ?? 'open';
  const page = Math.max(1, Number(params.get('page') ?? 1) || 1);
  const { data: found, error, refetch } = useAnnouncementsQuery({ state, page }, { refetchOnMountOrArgChange: true });
  const [open, setOpen] = useState<'new' | 'feeds'>();
  const go = (to: { state?: string; page?: number }) =>
    setParams({ state: to.state ?? state, ...(to.page && to.page > 1 && { page: String(to.page) }) });
  return (
    <Box sx={{ maxWidth: 900 }}>
      <PageHeader
        title={t.title}
        actions={
          <>
            <Button startIcon={<Rss size={16} aria-hidden />} onClick={() => setOpen('feeds')}>
              {t.feed}
            </Button>
            {writes && (
              <Button variant="contained" startIcon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
                {t.add}
              </Button>
            )}
          </>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4 }}>
        <Choice label={t.shown} value={state} onChoose={(chosen) => go({ state: chosen })}>
          {STATES.filter((one) => writes || one !== 'withdrawn').map((one) => ({ value: one, label: t.states[one] }))}
        </Choice>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {!found && !error && <RowSkeletons rows={4} />}
        {found?.items.length === 0 && <EmptyState title={t.empty[state]} />}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
          {found?.items.map((one) => (
            <Box component="li" key={one.id} sx={{ borderBottom: 1, borderColor: 'divider' }}>
              <AnnouncementText announcement={one} actions={<Actions announcement={one} />} />
            </Box>
          ))}
        </Box>
        {found && <Pager page={page} hasNext={found.hasNext} onPage={(to) => go({ page: to })} />}
      </Box>
      {open === 'new' && <AnnouncementDialog onClose={() => setOpen(undefined)} />}
      {open === 'feeds' && (
        <FeedsDialog of="announcements" title={t.feed} hint={t.feedHint} onClose={() => setOpen(undefined)} />
      )}
    </Box>
  );
}
