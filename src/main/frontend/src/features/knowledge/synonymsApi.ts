import { api, data, ifMatch, page, type Page } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type SynonymGroup = Required<Schemas['SynonymGroup']>;
type Miss = Required<Schemas['Miss']>;
/** Both lists are read a page at a time. */
interface Asked {
  page: number;
  limit?: number;
}

const synonymsApi = api.injectEndpoints({
  endpoints: (build) => ({
    synonyms: build.query<Page<SynonymGroup>, Asked & { q: string; shipped: string }>({
      query: ({ q, shipped, ...asked }) => ({
        url: '/search/synonyms',
        params: { ...asked, ...(q && { q }), ...(shipped && { shipped }) },
      }),
      transformResponse: page<SynonymGroup>,
      providesTags: ['Synonym'],
    }),
    misses: build.query<Page<Miss>, Asked>({
      query: (params) => ({ url: '/search/misses', params }),
      transformResponse: page<Miss>,
      providesTags: ['Synonym'],
    }),
    saveSynonyms: build.mutation<SynonymGroup, { id?: string; version?: number; words: string[]; is_active: boolean }>({
      query: ({ id, version, ...body }) => ({
        url: id ? `/search/synonyms/${id}` : '/search/synonyms',
        method: id ? 'PUT' : 'POST',
        headers: ifMatch(version),
        body,
      }),
      transformResponse: data<SynonymGroup>,
      // a refusal, too, may say that somebody else was faster
      invalidatesTags: ['Synonym'],
    }),
    removeSynonyms: build.mutation<unknown, { id: string; version: number }>({
      query: ({ id, version }) => ({ url: `/search/synonyms/${id}`, method: 'DELETE', headers: ifMatch(version) }),
      invalidatesTags: ['Synonym'],
    }),
  }),
});

export const { useSynonymsQuery, useMissesQuery, useSaveSynonymsMutation, useRemoveSynonymsMutation } = synonymsApi;
