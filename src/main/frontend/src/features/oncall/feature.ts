import { PhoneCall } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const oncall: Feature = {
  routes: [{ path: 'on-call/:team?', lazy: async () => ({ Component: (await import('./OnCallPage')).OnCallPage }) }],
  rail: [
    {
      to: '/on-call',
      label: { ja: '当番表', en: 'On call' },
      icon: PhoneCall,
      group: 'practice',
      shownTo: (me) => may(me, 'team:read'),
    },
  ],
};
