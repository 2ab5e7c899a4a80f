import { api, data, ifMatch } from './api';

const TAGS = {
  users: 'User',
  teams: 'Team',
  categories: 'Category',
  sites: 'OrganizationUnit',
  departments: 'OrganizationUnit',
  freezes: 'Freeze',
  absences: 'Absence',
  'oauth-clients': 'Client',
  mailboxes: 'Mailbox',
  webhooks: 'Webhook',
  'role-grants': 'Role',
  roles: 'Role',
  suppliers: 'Supplier',
  contracts: 'Contract',
  'text-modules': 'TextModule',
  templates: 'Template',
  'request-drafts': 'RequestDraft',
  dashboards: 'Dashboard',
  'scheduled-reports': 'ScheduledReport',
} as const;

/** A thing that is made, changed and removed the same way as all others. */
type Path = keyof typeof TAGS;

/** What was saved; a secret is told where it was just made. */
interface Saved {
  id?: string;
  version?: number;
  client_secret?: string | null;
  secret?: string | null;
}

const recordsApi = api.injectEndpoints({
  endpoints: (build) => ({
    save: build.mutation<Saved, { path: Path; id?: string; version?: number; fields: object }>({
      query: ({ path, id, version, fields }) => ({
        url: id ? `/${path}/${id}` : `/${path}`,
        method: id ? 'PATCH' : 'POST',
        headers: ifMatch(version),
        body: fields,
      }),
      transformResponse: data<Saved>,
      // a refusal, too, may say that somebody else was faster
      invalidatesTags: (_, __, { path }) => [TAGS[path]],
    }),
    remove: build.mutation<unknown, { path: Path; id: string }>({
      query: ({ path, id }) => ({ url: `/${path}/${id}`, method: 'DELETE' }),
      invalidatesTags: (_, __, { path }) => [TAGS[path]],
    }),
    renewSecret: build.mutation<Saved, { path: 'oauth-clients' | 'webhooks'; id: string }>({
      query: ({ path, id }) => ({ url: `/${path}/${id}/secret`, method: 'POST' }),
      transformResponse: data<Saved>,
      invalidatesTags: (_, __, { path }) => [TAGS[path]],
    }),
  }),
});

export const { useSaveMutation, useRemoveMutation, useRenewSecretMutation } = recordsApi;
