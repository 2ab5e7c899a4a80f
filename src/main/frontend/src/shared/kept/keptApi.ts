import { api, items, wholeList } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];

/** What somebody keeps by a name, alone, with a team or for everybody. */
export interface Kept {
  id: string;
  name: string;
  scope: string;
  team_id?: string | null;
  owner_id: string;
  version?: number;
}

export type TextModule = Schemas['TextModule'] & Kept;
export type Template = Schemas['TicketTemplate'] & Kept & { fields: Record<string, unknown> };

const keptApi = api.injectEndpoints({
  endpoints: (build) => ({
    textModules: build.query<TextModule[], void>({
      queryFn: (_, __, ___, send) => wholeList<TextModule>('/text-modules', send),
      providesTags: ['TextModule'],
    }),
    templates: build.query<Template[], string | void>({
      query: (kind) => ({ url: '/templates', params: { limit: '100', ...(kind && { kind }) } }),
      transformResponse: items<Template>,
      providesTags: ['Template'],
    }),
  }),
});

export const { useTextModulesQuery, useTemplatesQuery } = keptApi;
