import type { Feature } from '@/shared/lib/feature';

export const settings: Feature = {
  routes: [{ path: 'settings', lazy: async () => ({ Component: (await import('./SettingsPage')).SettingsPage }) }],
};
