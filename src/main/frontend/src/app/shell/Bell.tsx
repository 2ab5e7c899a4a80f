import Badge from '@mui/material/Badge';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { Bell as BellIcon } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { addressOf, type Notification } from '@/shared/api/model';
import { formatAgo, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Hidden } from '@/shared/ui/Hidden';
import { EmptyState } from '@/shared/ui/EmptyState';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { useMarkAllReadMutation, useMarkReadMutation, useNotificationsQuery, useUnreadCountQuery } from './shellApi';
import { texts } from './texts';

export function Bell() {
  const t = useTexts(texts);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { data: unread = 0 } = useUnreadCountQuery(undefined, { pollingInterval: 30_000, refetchOnFocus: true });
  return (
    <>
      <IconButton
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Hidden>{unread ? t.unread(String(unread)) : t.notices}</Hidden>
        <Badge badgeContent={unread} color="primary" max={99} slotProps={{ badge: { 'aria-hidden': true } }}>
          <BellIcon size={18} aria-hidden />
        </Badge>
      </IconButton>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            elevation: 4,
            sx: { width: 400, maxWidth: 'calc(100vw - 16px)', maxHeight: '70vh' },
            'aria-label': t.notices,
            role: 'dialog',
          },
        }}
      >
        <Notices onLeave={() => setAnchor(null)} />
      </Popover>
    </>
  );
}

/** The most that the API lists at once. */
const MOST = 100;

/** Where what is told of without a ticket is looked at, by the first word of its kind. */
const PLACES: Record<string, string> = {
  announcement: '/announcements',
  figure: '/figures',
  mail: '/connections/mailboxes',
  model: '/processes',
  recurring: '/admin/recurring',
  report: '/figures?show=reports',
  webhook: '/connections/webhooks',
};

function placeOf({ ticket, kind }: Notification): string | undefined {
  return ticket?.number ? addressOf(ticket.number) : PLACES[kind?.split('.')[0] ?? ''];
}

function Notices({ onLeave }: { onLeave: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [limit, setLimit] = useState(20);
  const { data: notices, isLoading, isFetching } = useNotificationsQuery(limit);
  const [markRead] = useMarkReadMutation();
  const [markAllRead] = useMarkAllReadMutation();
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', px: 2, py: 1, borderBottom: 1, borderColor: 'divider' }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {t.notices}
        </Typography>
        <Button onClick={() => void markAllRead()} disabled={!notices?.items.some(({ is_read }) => !is_read)}>
          {t.readAll}
        </Button>
      </Box>
      {isLoading && <RowSkeletons rows={4} />}
      {notices?.items.length === 0 && <EmptyState title={t.noNotices} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {notices?.items.map((notice) => (
          <li key={notice.id}>
            <ButtonBase
              onClick={() => {
                if (!notice.is_read) {
                  void markRead(notice.id);
                }
                onLeave();
                const place = placeOf(notice);
                if (place) {
                  void navigate(place);
                }
              }}
              sx={{
                font: 'inherit',
                textAlign: 'start',
                alignItems: 'start',
                display: 'grid',
                gridTemplateColumns: '12px 1fr auto',
                gap: '0 8px',
                width: '100%',
                px: 2,
                py: 1,
                borderBottom: 1,
                borderColor: 'divider',
                '&:hover': { bgcolor: 'action.hover' },
                '&.Mui-focusVisible': { outlineOffset: -2 },
              }}
            >
              <Box
                component="span"
                sx={{
                  width: 8,
                  height: 8,
                  mt: '7px',
                  borderRadius: '50%',
                  bgcolor: notice.is_read ? 'transparent' : 'primary.main',
                }}
              />
              <Box component="span" sx={{ fontWeight: notice.is_read ? 400 : 600 }}>
                {!notice.is_read && <Hidden>{t.unreadOne}</Hidden>}
                {notice.title}
              </Box>
              <Box
                component="time"
                title={formatDateTime(notice.created_at, language)}
                dateTime={notice.created_at}
                sx={{ color: 'text.secondary', fontSize: '0.75rem', whiteSpace: 'nowrap' }}
              >
                {formatAgo(notice.created_at, language)}
              </Box>
              {notice.body && (
                <Box
                  component="span"
                  sx={{
                    gridColumn: 2,
                    color: 'text.secondary',
                    fontSize: '0.8125rem',
                    overflow: 'hidden',
                    display: '-webkit-box',
                    WebkitLineClamp: 2,
                    WebkitBoxOrient: 'vertical',
                  }}
                >
                  {notice.body}
                </Box>
              )}
            </ButtonBase>
          </li>
        ))}
      </Box>
      {notices && limit < MOST && notices.total > notices.items.length && (
        <Button fullWidth onClick={() => setLimit(MOST)} disabled={isFetching}>
          {t.olderNotices}
        </Button>
      )}
    </Box>
  );
}
