import { Stamp } from 'lucide-react';

import { isAgent } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const decisions: Feature = {
  routes: [{ path: 'decisions', lazy: async () => ({ Component: (await import('./DecisionsPage')).DecisionsPage }) }],
  rail: [
    {
      to: '/decisions',
      label: { ja: '自分の判断待ち', en: 'My decisions' },
      icon: Stamp,
      counted: 'decisions',
      group: 'work',
      // everybody else has it above his own tickets
      shownTo: isAgent,
    },
  ],
};
