import type { Feature } from '@/shared/lib/feature';

/** For those who write programs; what they may read there is what they may read elsewhere. */
export const graphiql: Feature = {
  routes: [{ path: 'graphiql', lazy: async () => ({ Component: (await import('./GraphiqlPage')).GraphiqlPage }) }],
};
