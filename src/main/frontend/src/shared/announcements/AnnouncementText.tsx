import Box from '@mui/material/Box';
import { CircleAlert, Info, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { TicketLink } from '@/shared/ui/TicketLink';

import type { Announcement } from './announcementsApi';
import { texts } from './texts';

const ICONS = { incident: CircleAlert, maintenance: Wrench, information: Info };
const COLORS = { incident: 'meaning.late', maintenance: 'meaning.soon', information: 'info.main' };

/** The title in the reader's language, or in the other one where it was written in that alone. */
export function titleIn(one: Pick<Announcement, 'title_ja' | 'title_en'>, language: 'ja' | 'en') {
  return labelIn({ ja: one.title_ja ?? one.title_en ?? '', en: one.title_en ?? one.title_ja ?? '' }, language);
}

function Said({ ja, en }: { ja?: string | null; en?: string | null }) {
  const { language } = useLanguage();
  const text = labelIn({ ja: ja ?? en ?? '', en: en ?? ja ?? '' }, language);
  return text && <Box sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{text}</Box>;
}

/** An announcement: its kind, when and whom it concerns, what it says and what became of it. */
export function AnnouncementText({
  announcement: one,
  whole = false,
  brief = false,
  actions,
}: {
  announcement: Announcement;
  /** whether all that became of it is shown, under its title on a page of its own; else its title leads there */
  whole?: boolean;
  /** whether nothing but its head is shown */
  brief?: boolean;
  actions?: ReactNode;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const Icon = ICONS[one.kind];
  const services = one.items.filter(({ ci_class }) => ci_class === 'service');
  const named = services.length > 0 ? services : one.items;
  const at = (time: string) => formatDateTime(time, language);
  const updates = [...one.updates].reverse();
  return (
    <Box component="article" sx={{ display: 'flex', gap: 1, py: brief ? 0.5 : 1.25, minWidth: 0 }}>
      <Box component="span" sx={{ display: 'inline-flex', color: COLORS[one.kind], pt: '2px' }}>
        <Icon size={18} aria-hidden />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 0.5 }}>
        <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ color: COLORS[one.kind], mr: 1 }}>
            {t.kinds[one.kind]}
          </Box>
          {!whole && (
            <Box component={Link} to={`/announcements/${one.id}`} sx={{ color: 'text.primary' }}>
              {titleIn(one, language)}
            </Box>
          )}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, fontSize: '0.8125rem', color: 'text.secondary' }}>
          <span>{t.states[one.state]}</span>
          <span>{one.ends_at ? t.between(at(one.starts_at), at(one.ends_at)) : t.since(at(one.starts_at))}</span>
          {named.length > 0 && <span>{t.affects(named.map(({ name }) => name).join(t.comma))}</span>}
          {named.length > 0 && one.concerns_me && (
            <Box component="span" sx={{ color: 'primary.main', fontWeight: 600 }}>
              {t.mine}
            </Box>
          )}
          <TicketLink number={one.ticket?.number} />
        </Box>
        {!brief && <Said ja={one.body_ja} en={one.body_en} />}
        {!brief && updates.length > 0 && (
          <Box component="ol" sx={{ listStyle: 'none', m: 0, pl: 1.5, borderLeft: 2, borderColor: 'divider' }}>
            {(whole ? updates : updates.slice(0, 1)).map((update) => (
              <Box component="li" key={update.id} sx={{ py: 0.25 }}>
                <Box
                  component="time"
                  dateTime={update.written_at}
                  sx={{ fontSize: '0.75rem', color: 'text.secondary' }}
                >
                  {at(update.written_at!)}
                </Box>
                <Said ja={update.text_ja} en={update.text_en} />
              </Box>
            ))}
          </Box>
        )}
        {actions && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, ml: -1 }}>{actions}</Box>}
      </Box>
    </Box>
  );
}
