import { Settings2 } from 'lucide-react';

import type { Profile } from '@/shared/api/model';
import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

import { PAGES } from './pages';

const isAdministrator = (me: Profile) => PAGES.some(({ permission }) => may(me, permission));

export const admin: Feature = {
  routes: [{ path: 'admin/:page?', lazy: async () => ({ Component: (await import('./AdminPage')).AdminPage }) }],
  rail: [
    {
      to: '/admin',
      label: { ja: '管理', en: 'Administration' },
      icon: Settings2,
      group: 'admin',
      shownTo: isAdministrator,
    },
  ],
};
