/** The pages of the administration, and what lets somebody see them. */
export const PAGES = [
  { name: 'users', permission: 'user:manage' },
  { name: 'roles', permission: 'user:manage' },
  { name: 'grants', permission: 'role:read' },
  { name: 'teams', permission: 'team:manage' },
  { name: 'categories', permission: 'category:manage' },
  { name: 'sites', permission: 'organization:manage' },
  { name: 'departments', permission: 'organization:manage' },
  { name: 'boards', permission: 'change:decide' },
  { name: 'freezes', permission: 'freeze:manage' },
  { name: 'recurring', permission: 'recurring_work:manage' },
  { name: 'notices', permission: 'notice:manage' },
  { name: 'calendars', permission: 'calendar:manage' },
  { name: 'sla', permission: 'sla:manage' },
  { name: 'absences', permission: 'absence:manage' },
  { name: 'access', permission: 'user:manage' },
  { name: 'organization', permission: 'user:manage' },
  { name: 'suggestions', permission: 'category:manage' },
  { name: 'retention', permission: 'privacy:manage' },
  { name: 'audit', permission: 'audit:read' },
] as const;

export type PageName = (typeof PAGES)[number]['name'];
