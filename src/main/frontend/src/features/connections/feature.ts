import { Cable } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

import { PAGES } from './pages';

export const connections: Feature = {
  routes: [
    {
      path: 'connections/:page?',
      lazy: async () => ({ Component: (await import('./ConnectionsPage')).ConnectionsPage }),
    },
  ],
  rail: [
    {
      to: '/connections',
      label: { ja: '外部接続', en: 'Connections' },
      icon: Cable,
      group: 'admin',
      shownTo: (me) => PAGES.some(({ permission }) => may(me, permission)),
    },
  ],
};
