/** The pages of the connections, and what lets somebody see them. */
export const PAGES = [
  { name: 'mailboxes', permission: 'integration:manage' },
  { name: 'alerts', permission: 'integration:manage' },
  { name: 'webhooks', permission: 'integration:manage' },
  { name: 'clients', permission: 'client:manage' },
] as const;

export type PageName = (typeof PAGES)[number]['name'];
