import { Vote } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

const lazy = async () => ({ Component: (await import('./CabPage')).CabPage });

export const cab: Feature = {
  routes: [
    { path: 'cab', lazy },
    { path: 'cab/:number', lazy },
  ],
  rail: [
    {
      to: '/cab',
      label: { ja: 'CAB', en: 'CAB' },
      icon: Vote,
      group: 'practice',
      shownTo: (me) => may(me, 'change:read'),
    },
  ],
};
