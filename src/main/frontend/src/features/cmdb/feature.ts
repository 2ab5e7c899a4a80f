import { Network } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const cmdb: Feature = {
  routes: [
    { path: 'cmdb', lazy: async () => ({ Component: (await import('./CmdbPage')).CmdbPage }) },
    { path: 'cmdb/duplicates', lazy: async () => ({ Component: (await import('./DuplicatesPage')).DuplicatesPage }) },
    { path: 'cmdb/:id', lazy: async () => ({ Component: (await import('./CiPage')).CiPage }) },
  ],
  rail: [
    {
      to: '/cmdb',
      label: { ja: '構成アイテム', en: 'Configuration items' },
      icon: Network,
      group: 'record',
      shownTo: (me) => may(me, 'cmdb:read'),
    },
  ],
};
