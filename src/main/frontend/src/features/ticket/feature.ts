import type { Feature } from '@/shared/lib/feature';

export const ticket: Feature = {
  routes: [
    {
      path: 'tickets/:number',
      lazy: async () => ({ Component: (await import('./TicketPage')).TicketPage }),
    },
  ],
};
