import { CalendarDays } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const calendar: Feature = {
  routes: [{ path: 'calendar', lazy: async () => ({ Component: (await import('./CalendarPage')).CalendarPage }) }],
  rail: [
    {
      to: '/calendar',
      label: { ja: '変更カレンダー', en: 'Change calendar' },
      icon: CalendarDays,
      group: 'practice',
      shownTo: (me) => may(me, 'change:read'),
    },
  ],
};
