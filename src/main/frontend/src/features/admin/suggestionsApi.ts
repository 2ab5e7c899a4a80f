import { api, data } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type SuggestionSetting = Required<Schemas['SuggestionSetting']>;
export type SuggestionVersion = Required<Schemas['SuggestionVersion']>;

const suggestionsApi = api.injectEndpoints({
  endpoints: (build) => ({
    suggestionSettings: build.query<SuggestionSetting[], void>({
      query: () => '/suggestions/settings',
      transformResponse: data<SuggestionSetting[]>,
      providesTags: ['Suggestions'],
    }),
    suggestionVersions: build.query<SuggestionVersion[], void>({
      query: () => '/suggestions/models',
      transformResponse: data<SuggestionVersion[]>,
      providesTags: ['Suggestions'],
    }),
    setSuggestion: build.mutation<unknown, SuggestionSetting>({
      query: ({ field, ...body }) => ({ url: `/suggestions/settings/${field}`, method: 'PUT', body }),
      invalidatesTags: ['Suggestions'],
    }),
    trainSuggestions: build.mutation<SuggestionVersion[], void>({
      query: () => ({ url: '/suggestions/models', method: 'POST' }),
      transformResponse: data<SuggestionVersion[]>,
      invalidatesTags: ['Suggestions'],
    }),
  }),
});

export const {
  useSuggestionSettingsQuery,
  useSuggestionVersionsQuery,
  useSetSuggestionMutation,
  useTrainSuggestionsMutation,
} = suggestionsApi;
