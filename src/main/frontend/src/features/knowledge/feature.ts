import { BookOpen } from 'lucide-react';

import { may } from '@/shared/api/profile';
import type { Feature } from '@/shared/lib/feature';

export const knowledge: Feature = {
  routes: [
    { path: 'knowledge', lazy: async () => ({ Component: (await import('./KnowledgePage')).KnowledgePage }) },
    { path: 'knowledge/new', lazy: async () => ({ Component: (await import('./EditorPage')).EditorPage }) },
    { path: 'knowledge/synonyms', lazy: async () => ({ Component: (await import('./SynonymsPage')).SynonymsPage }) },
    { path: 'knowledge/:number', lazy: async () => ({ Component: (await import('./ArticlePage')).ArticlePage }) },
    { path: 'knowledge/:number/edit', lazy: async () => ({ Component: (await import('./EditorPage')).EditorPage }) },
  ],
  rail: [
    {
      to: '/knowledge',
      label: { ja: 'ナレッジ', en: 'Knowledge' },
      icon: BookOpen,
      group: 'work',
      shownTo: (me) => may(me, 'article:read') || may(me, 'article:read_own'),
    },
  ],
};
