import { Handshake } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const handover: Feature = {
  routes: [
    { path: 'handover/:team?', lazy: async () => ({ Component: (await import('./HandoverPage')).HandoverPage }) },
  ],
  rail: [
    {
      to: '/handover',
      label: { ja: 'シフト引き継ぎ', en: 'Shift handover' },
      icon: Handshake,
      group: 'practice',
      shownTo: (me) => may(me, 'incident:work') && may(me, 'team:read'),
    },
  ],
};
