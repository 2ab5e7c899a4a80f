import Box from '@mui/material/Box';
import { Link, useParams } from 'react-router';

import { AnnouncementText, titleIn } from '@/shared/announcements/AnnouncementText';
import { useAnnouncementQuery } from '@/shared/announcements/announcementsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { Actions } from './Actions';
import { texts } from './texts';

/** One announcement, with all that became of it. */
export function AnnouncementPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { id = '' } = useParams();
  const { data: one, error, refetch } = useAnnouncementQuery(id);
  return (
    <Box sx={{ maxWidth: 900 }}>
      <PageHeader title={one ? titleIn(one, language) : t.title} />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4 }}>
        <Link to="/announcements">{t.back}</Link>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {!one && !error && <RowSkeletons rows={4} />}
        {one && <AnnouncementText announcement={one} whole actions={<Actions announcement={one} />} />}
      </Box>
    </Box>
  );
}
