import { api, data, page, type Page } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];

export type Fragment = Required<Schemas['SearchFragment']>;

export type Hit = Required<Omit<Schemas['Hit'], 'fragments'>> & { fragments: Fragment[] };

export type Facet = { name: string; values: Required<Schemas['SearchFacetValue']>[] };

type Asked = Record<string, string>;

const searchApi = api.injectEndpoints({
  endpoints: (build) => ({
    searched: build.query<Page<Hit>, Asked>({
      query: (params) => ({ url: '/search', params }),
      transformResponse: page<Hit>,
    }),
    facets: build.query<Facet[], Asked>({
      query: (params) => ({ url: '/search/facets', params }),
      transformResponse: data<Facet[]>,
    }),
  }),
});

export const { useSearchedQuery, useFacetsQuery } = searchApi;
