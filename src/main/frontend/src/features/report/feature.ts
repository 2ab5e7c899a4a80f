import { FilePlus2, MessageSquareText } from 'lucide-react';

import { isAgent, may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const report: Feature = {
  routes: [
    { path: 'my-tickets', lazy: async () => ({ Component: (await import('./MyTicketsPage')).MyTicketsPage }) },
    { path: 'new/:kind?', lazy: async () => ({ Component: (await import('./NewTicketPage')).NewTicketPage }) },
  ],
  rail: [
    {
      to: '/new',
      label: { ja: '新規登録', en: 'New ticket' },
      icon: FilePlus2,
      group: 'work',
      // agents have the button of the bar
      shownTo: (me) => may(me, 'incident:create') && !isAgent(me),
    },
    {
      to: '/my-tickets',
      label: { ja: '自分のチケット', en: 'My tickets' },
      icon: MessageSquareText,
      group: 'work',
      shownTo: (me) => may(me, 'incident:read_own'),
    },
  ],
};
