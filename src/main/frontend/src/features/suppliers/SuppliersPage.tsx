import type { ComponentType } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Sections } from '@/shared/ui/Sections';

import { Contracts } from './Contracts';
import { Suppliers } from './Suppliers';
import { texts } from './texts';

const PAGES = [
  { name: 'suppliers', permission: 'vendor:read' },
  { name: 'contracts', permission: 'vendor:read' },
] as const;

type PageName = (typeof PAGES)[number]['name'];

const CONTENT: Record<PageName, ComponentType> = { suppliers: Suppliers, contracts: Contracts };

/** Whom work waits for outside, and what was agreed with them. */
export function SuppliersPage() {
  const t = useTexts(texts);
  return <Sections root="/suppliers" label={t.title} pages={PAGES} names={t.pages} content={CONTENT} />;
}
