import type { ComponentType } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Sections } from '@/shared/ui/Sections';

import { AccessPage } from './AccessPage';
import { AuditPage } from './AuditPage';
import { CalendarsPage } from './CalendarsPage';
import { NoticeTextsPage } from './NoticeTextsPage';
import { OrganizationPage } from './OrganizationPage';
import { Departments, Sites } from './OrganizationUnits';
import { PAGES, type PageName } from './pages';
import { RecurringPage } from './RecurringPage';
import { Absences, Boards, Categories, Freezes, Teams, Users } from './records';
import { RetentionPage } from './RetentionPage';
import { RoleGrants } from './RoleGrants';
import { RolesPage } from './RolesPage';
import { SlaPage } from './SlaPage';
import { SuggestionsPage } from './SuggestionsPage';
import { texts } from './texts';

const CONTENT: Record<PageName, ComponentType> = {
  users: Users,
  roles: RolesPage,
  grants: RoleGrants,
  teams: Teams,
  categories: Categories,
  sites: Sites,
  departments: Departments,
  boards: Boards,
  freezes: Freezes,
  recurring: RecurringPage,
  notices: NoticeTextsPage,
  calendars: CalendarsPage,
  sla: SlaPage,
  absences: Absences,
  access: AccessPage,
  organization: OrganizationPage,
  suggestions: SuggestionsPage,
  retention: RetentionPage,
  audit: AuditPage,
};

/** One list and one form for each thing that an administrator looks after. */
export function AdminPage() {
  const t = useTexts(texts);
  return <Sections root="/admin" label={t.title} pages={PAGES} names={t.pages} content={CONTENT} />;
}
