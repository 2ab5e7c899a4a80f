import type { ComponentType } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Sections } from '@/shared/ui/Sections';

import { AlertSources } from './AlertSources';
import { Clients } from './Clients';
import { Mailboxes } from './Mailboxes';
import { PAGES, type PageName } from './pages';
import { texts } from './texts';
import { Webhooks } from './Webhooks';

const CONTENT: Record<PageName, ComponentType> = {
  mailboxes: Mailboxes,
  alerts: AlertSources,
  webhooks: Webhooks,
  clients: Clients,
};

/** What comes in from outside, what goes out, and which programs may. */
export function ConnectionsPage() {
  const t = useTexts(texts);
  return <Sections root="/connections" label={t.title} pages={PAGES} names={t.pages} content={CONTENT} />;
}
