import { Workflow } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const processes: Feature = {
  routes: [
    { path: 'processes', lazy: async () => ({ Component: (await import('./ModelsPage')).ModelsPage }) },
    { path: 'processes/:key', lazy: async () => ({ Component: (await import('./ModelPage')).ModelPage }) },
  ],
  rail: [
    {
      to: '/processes',
      label: { ja: 'プロセス', en: 'Processes' },
      icon: Workflow,
      group: 'admin',
      shownTo: (me) => may(me, 'model:read'),
    },
  ],
};
