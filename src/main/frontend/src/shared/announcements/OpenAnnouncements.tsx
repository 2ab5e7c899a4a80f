import Box from '@mui/material/Box';
import { Link } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { formatCount } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';

import { useAnnouncementsQuery } from './announcementsApi';
import { AnnouncementText } from './AnnouncementText';
import { texts } from './texts';

/** So many are shown where people begin. */
const SHOWN = 3;

/**
 * What is announced now and for later, what concerns the reader first; nothing where there is nothing. Briefly, where
 * something else is what people came for.
 */
export function OpenAnnouncements({ brief = false }: { brief?: boolean }) {
  const t = useTexts(texts);
  const me = useMe();
  const { data: open } = useAnnouncementsQuery(
    { state: 'open' },
    {
      skip: !may(me, 'knowledge:read') || !me.tenant,
      pollingInterval: 60_000,
      skipPollingIfUnfocused: true,
      refetchOnFocus: true,
    },
  );
  if (!open || open.items.length === 0) {
    return null;
  }
  const more = open.total - Math.min(SHOWN, open.items.length);
  return (
    <Box sx={{ px: 2, py: 1, mb: brief ? 0 : 2, border: 1, borderColor: 'divider', borderRadius: 1 }}>
      <Block
        title={t.title}
        action={
          <Box component={Link} to="/announcements" sx={{ fontSize: '0.8125rem' }}>
            {more > 0 ? t.more(formatCount(more, open.more)) : t.all}
          </Box>
        }
      >
        {open.items.slice(0, SHOWN).map((one) => (
          <AnnouncementText key={one.id} announcement={one} brief={brief} />
        ))}
      </Block>
    </Box>
  );
}
