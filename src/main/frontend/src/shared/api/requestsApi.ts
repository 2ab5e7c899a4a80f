import { api, data } from './api';
import type { RequestType } from './model';
import type { Language } from '@/shared/i18n/texts';

const requestsApi = api.injectEndpoints({
  endpoints: (build) => ({
    // each is described in the reader's language
    requestTypes: build.query<RequestType[], Language>({
      query: () => '/requests/types',
      transformResponse: data<RequestType[]>,
      providesTags: ['RequestType'],
    }),
  }),
});

export const { useRequestTypesQuery } = requestsApi;
