import { api, data, ifMatch, items } from './api';
import type { components } from './schema';

type Schemas = components['schemas'];
export type TextModule = Schemas['TextModule'] & { id: string; name: string; scope: string };

const textModulesApi = api.injectEndpoints({
  endpoints: (build) => ({
    textModules: build.query<TextModule[], void>({
      query: () => '/text-modules?limit=100',
      transformResponse: items<TextModule>,
      providesTags: ['TextModule'],
    }),
    keepTextModule: build.mutation<TextModule, Record<string, unknown>>({
      query: (body) => ({ url: '/text-modules', method: 'POST', body }),
      transformResponse: data<TextModule>,
      invalidatesTags: ['TextModule'],
    }),
    changeTextModule: build.mutation<TextModule, { id: string; version?: number; fields: Record<string, unknown> }>({
      query: ({ id, version, fields }) => ({
        url: `/text-modules/${id}`,
        method: 'PATCH',
        headers: ifMatch(version),
        body: fields,
      }),
      transformResponse: data<TextModule>,
      // a refusal, too, may say that somebody else was faster
      invalidatesTags: ['TextModule'],
    }),
    removeTextModule: build.mutation<unknown, string>({
      query: (id) => ({ url: `/text-modules/${id}`, method: 'DELETE' }),
      invalidatesTags: ['TextModule'],
    }),
  }),
});

export const {
  useTextModulesQuery,
  useKeepTextModuleMutation,
  useChangeTextModuleMutation,
  useRemoveTextModuleMutation,
} = textModulesApi;
