import type { Feature } from '@/shared/lib/feature';

export const search: Feature = {
  routes: [{ path: 'search', lazy: async () => ({ Component: (await import('./SearchPage')).SearchPage }) }],
};
