import type { Feature } from '@/shared/lib/feature';

export const plan: Feature = {
  routes: [{ path: 'changes/:number/plan', lazy: async () => ({ Component: (await import('./PlanPage')).PlanPage }) }],
};
