import { api, page, type Page } from '@/shared/api/api';
import type { KindPath, Ticket } from '@/shared/api/model';

const queueApi = api.injectEndpoints({
  endpoints: (build) => ({
    tickets: build.query<Page<Ticket>, { kind: KindPath; params: Record<string, string> }>({
      query: ({ kind, params }) => ({ url: `/${kind}`, params }),
      transformResponse: page<Ticket>,
      providesTags: ['Tickets'],
    }),
  }),
});

export const { useTicketsQuery } = queueApi;
