import { ClipboardList } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const request: Feature = {
  routes: [
    { path: 'catalogue', lazy: async () => ({ Component: (await import('./CataloguePage')).CataloguePage }) },
    { path: 'catalogue/:type', lazy: async () => ({ Component: (await import('./RequestPage')).RequestPage }) },
  ],
  rail: [
    {
      to: '/catalogue',
      label: { ja: '申請カタログ', en: 'Request catalogue' },
      icon: ClipboardList,
      group: 'work',
      shownTo: (me) => may(me, 'request:create'),
    },
  ],
};
