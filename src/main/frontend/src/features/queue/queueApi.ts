import { api, data } from '@/shared/api/api';
import type { components } from '@/shared/api/schema';

type Schemas = components['schemas'];

/** What became of one of many tickets. */
export type Verdict = Schemas['Verdict'] & { id: string; is_done: boolean; details: Schemas['Reason'][] };

const queueApi = api.injectEndpoints({
  endpoints: (build) => ({
    performOnAll: build.mutation<
      Verdict[],
      { ids: readonly string[]; action: string; fields: Record<string, unknown> }
    >({
      query: (body) => ({ url: '/bulk', method: 'POST', body }),
      transformResponse: data<Verdict[]>,
      invalidatesTags: ['Tickets', 'Ticket'],
    }),
  }),
});

export const { usePerformOnAllMutation } = queueApi;
