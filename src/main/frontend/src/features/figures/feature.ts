import { ChartColumn } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const figures: Feature = {
  routes: [{ path: 'figures', lazy: async () => ({ Component: (await import('./FiguresPage')).FiguresPage }) }],
  rail: [
    {
      to: '/figures',
      label: { ja: 'ダッシュボード', en: 'Dashboard' },
      icon: ChartColumn,
      group: 'practice',
      shownTo: (me) => may(me, 'report:read'),
    },
  ],
};
