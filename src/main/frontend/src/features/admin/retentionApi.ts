import { api, data } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
type RetentionRule = Required<Schemas['RetentionRule']>;
type LegalHold = Required<Schemas['LegalHold']>;

const retentionApi = api.injectEndpoints({
  endpoints: (build) => ({
    retentionRules: build.query<RetentionRule[], void>({
      query: () => '/retention-rules',
      transformResponse: data<RetentionRule[]>,
      providesTags: ['Retention'],
    }),
    setRetentionRule: build.mutation<unknown, RetentionRule>({
      query: ({ kind, days }) => ({ url: `/retention-rules/${kind}`, method: 'PUT', body: { days } }),
      invalidatesTags: ['Retention'],
    }),
    legalHolds: build.query<LegalHold[], void>({
      query: () => '/legal-holds',
      transformResponse: data<LegalHold[]>,
      providesTags: ['Retention'],
    }),
    holdTicket: build.mutation<unknown, { ticket: string; reason: string }>({
      query: (body) => ({ url: '/legal-holds', method: 'POST', body }),
      invalidatesTags: ['Retention'],
    }),
    releaseTicket: build.mutation<unknown, string>({
      query: (ticket) => ({ url: `/legal-holds/${ticket}`, method: 'DELETE' }),
      invalidatesTags: ['Retention'],
    }),
  }),
});

export const {
  useRetentionRulesQuery,
  useSetRetentionRuleMutation,
  useLegalHoldsQuery,
  useHoldTicketMutation,
  useReleaseTicketMutation,
} = retentionApi;
