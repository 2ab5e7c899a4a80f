import { api, data, ifMatch, items } from './api';
import type { RequestDraft, RequestPreview, RequestType, Ticket } from './model';
import type { Language } from '@/shared/i18n/texts';

const requestsApi = api.injectEndpoints({
  endpoints: (build) => ({
    // each is described in the reader's language
    requestTypes: build.query<RequestType[], Language>({
      query: () => '/requests/types',
      transformResponse: data<RequestType[]>,
      providesTags: ['RequestType'],
    }),
    // the same with the devices of somebody else
    requestTypesFor: build.query<RequestType[], { language: Language; person: string }>({
      query: ({ person }) => ({ url: '/requests/types', params: { for_user_id: person } }),
      transformResponse: data<RequestType[]>,
      providesTags: ['RequestType'],
    }),
    requestDrafts: build.query<RequestDraft[], void>({
      query: () => '/request-drafts?limit=50',
      transformResponse: items<RequestDraft>,
      providesTags: ['RequestDraft'],
    }),
    // nothing is stored, so nothing is outdated
    previewRequest: build.mutation<RequestPreview, Record<string, unknown>>({
      query: (fields) => ({ url: '/requests/preview', method: 'POST', body: fields }),
      transformResponse: data<RequestPreview>,
    }),
    sendDraft: build.mutation<Ticket, { id: string; version?: number }>({
      query: ({ id, version }) => ({ url: `/request-drafts/${id}/send`, method: 'POST', headers: ifMatch(version) }),
      transformResponse: data<Ticket>,
      invalidatesTags: (done) => (done ? ['Tickets', 'RequestDraft'] : []),
    }),
  }),
});

export const {
  useRequestTypesQuery,
  useRequestTypesForQuery,
  useRequestDraftsQuery,
  usePreviewRequestMutation,
  useSendDraftMutation,
} = requestsApi;
