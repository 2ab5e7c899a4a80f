import { Megaphone } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const announcements: Feature = {
  routes: [
    {
      path: 'announcements',
      lazy: async () => ({ Component: (await import('./AnnouncementsPage')).AnnouncementsPage }),
    },
    {
      path: 'announcements/:id',
      lazy: async () => ({ Component: (await import('./AnnouncementPage')).AnnouncementPage }),
    },
  ],
  rail: [
    {
      to: '/announcements',
      label: { ja: 'お知らせ', en: 'Announcements' },
      icon: Megaphone,
      group: 'work',
      shownTo: (me) => may(me, 'knowledge:read'),
    },
  ],
};
