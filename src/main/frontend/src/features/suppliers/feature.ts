import { Handshake } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const suppliers: Feature = {
  routes: [
    {
      path: 'suppliers/:page?',
      lazy: async () => ({ Component: (await import('./SuppliersPage')).SuppliersPage }),
    },
  ],
  rail: [
    {
      to: '/suppliers',
      label: { ja: 'ベンダー', en: 'Suppliers' },
      icon: Handshake,
      group: 'work',
      shownTo: (me) => may(me, 'vendor:read'),
    },
  ],
};
