import { api, data, ifMatch, items, page, wholeList, type Page } from '@/shared/api/api';
import type { Ci, Ticket } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
type CiRef = Schemas['CiRef'] & { id: string; name: string };
type Relation = Omit<Schemas['CiRelationView'], 'source' | 'target'> & { id: string; source: CiRef; target: CiRef };
/** Two items that may be the same thing. */
export type Duplicate = Omit<Schemas['CiDuplicate'], 'one' | 'other' | 'shared'> & {
  one: CiRef;
  other: CiRef;
  shared: { field: string; value: string }[];
};
/** The document calls several things Step; these are items on a way. */
export type Impacted = Omit<Schemas['ImpactedItem'], 'path'> & {
  ci: CiRef;
  depth: number;
  path?: { id: string; name: string }[];
};

const cmdbApi = api.injectEndpoints({
  endpoints: (build) => ({
    cis: build.query<Page<Ci>, Record<string, string>>({
      query: (params) => ({ url: '/cis', params }),
      transformResponse: page<Ci>,
      providesTags: ['Ci'],
    }),
    saveCi: build.mutation<Ci, { id?: string; version?: number; fields: Record<string, unknown> }>({
      query: ({ id, version, fields }) => ({
        url: id ? `/cis/${id}` : '/cis',
        method: id ? 'PATCH' : 'POST',
        headers: ifMatch(version),
        body: fields,
      }),
      transformResponse: data<Ci>,
      invalidatesTags: (_, __, { id }) => ['Ci', { type: 'Ci', id }],
    }),
    relations: build.query<Relation[], { id: string; asOf?: string }>({
      query: ({ id, asOf }) => ({
        url: `/cis/${id}/relations`,
        params: { limit: '100', ...(asOf && { as_of: asOf }) },
      }),
      transformResponse: items<Relation>,
      providesTags: ['Ci'],
    }),
    addRelation: build.mutation<unknown, { id: string; target: string; type: string }>({
      query: ({ id, target, type }) => ({
        url: `/cis/${id}/relations`,
        method: 'POST',
        body: { target_id: target, type },
      }),
      invalidatesTags: ['Ci'],
    }),
    removeRelation: build.mutation<unknown, { id: string; relation: string }>({
      query: ({ id, relation }) => ({ url: `/cis/${id}/relations/${relation}`, method: 'DELETE' }),
      invalidatesTags: ['Ci'],
    }),
    impact: build.query<Impacted[], { id: string; direction: string; asOf?: string }>({
      queryFn: ({ id, direction, asOf }, _, __, send) =>
        wholeList<Impacted>(
          `/cis/${id}/impact?${new URLSearchParams({ direction, ...(asOf && { as_of: asOf }) }).toString()}`,
          send,
        ),
      providesTags: ['Ci'],
    }),
    ticketsOfCi: build.query<Ticket[], { id: string; paths: readonly string[] }>({
      queryFn: async ({ id, paths }, _, __, send) => {
        const answers = await Promise.all(
          paths.map((path) => send(`/${path}?ci_id=${id}&phase=open,in_work,on_hold&limit=20`)),
        );
        const failed = answers.find(({ error }) => error);
        return failed?.error
          ? { error: failed.error }
          : { data: answers.flatMap(({ data: found }) => page<Ticket>(found as object).items) };
      },
      providesTags: ['Tickets'],
    }),
    duplicates: build.query<Page<Duplicate>, number>({
      query: (number) => ({ url: '/cis/duplicates', params: { page: String(number), limit: '20' } }),
      transformResponse: page<Duplicate>,
      providesTags: ['Ci'],
    }),
    mergeCi: build.mutation<Ci, { from: Ci; into: string }>({
      query: ({ from, into }) => ({
        url: `/cis/${from.id}/merge`,
        method: 'POST',
        headers: ifMatch(from.version),
        body: { into },
      }),
      transformResponse: data<Ci>,
      invalidatesTags: (_, __, { from, into }) => [
        'Ci',
        { type: 'Ci', id: from.id },
        { type: 'Ci', id: into },
        'Tickets',
      ],
    }),
    distinguish: build.mutation<unknown, { id: string; other: string }>({
      query: ({ id, other }) => ({ url: `/cis/${id}/distinct-from/${other}`, method: 'PUT' }),
      invalidatesTags: ['Ci'],
    }),
    importCis: build.mutation<Schemas['Report'], { file: File; dryRun: boolean }>({
      query: ({ file, dryRun }) => ({
        url: '/cis/imports',
        method: 'POST',
        params: { dry_run: String(dryRun) },
        headers: { 'Content-Type': 'text/csv' },
        body: file,
      }),
      transformResponse: data<Schemas['Report']>,
      invalidatesTags: (_, __, { dryRun }) => (dryRun ? [] : ['Ci']),
    }),
  }),
});

export const {
  useCisQuery,
  useSaveCiMutation,
  useRelationsQuery,
  useAddRelationMutation,
  useRemoveRelationMutation,
  useImpactQuery,
  useTicketsOfCiQuery,
  useImportCisMutation,
  useDuplicatesQuery,
  useMergeCiMutation,
  useDistinguishMutation,
} = cmdbApi;
