import { api, data, page, type Page } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
type Reason = NonNullable<Schemas['TicketAttention']['reasons']>[number];

export type Attention = Schemas['TicketAttention'] & { id: string; number: string; reasons: Reason[] };
type Handed = Schemas['ShiftHandoverTicket'] & { id: string; reasons: Reason[] };
export type Handover = Omit<Schemas['ShiftHandover'], 'tickets'> & {
  id: string;
  created_at: string;
  tickets: Handed[];
};

const handoverApi = api.injectEndpoints({
  endpoints: (build) => ({
    attention: build.query<Attention[], string>({
      query: (team) => `/teams/${team}/attention`,
      transformResponse: data<Attention[]>,
      providesTags: ['Tickets', 'Handover'],
    }),
    handovers: build.query<Page<Handover>, { team: string; page: number }>({
      query: ({ team, page: at }) => `/teams/${team}/handovers?limit=20&page=${at}`,
      transformResponse: page<Handover>,
      providesTags: ['Handover'],
    }),
    handOver: build.mutation<unknown, { team: string; fields: Record<string, unknown> }>({
      query: ({ team, fields }) => ({ url: `/teams/${team}/handovers`, method: 'POST', body: fields }),
      invalidatesTags: ['Handover'],
    }),
  }),
});

export const { useAttentionQuery, useHandoversQuery, useHandOverMutation } = handoverApi;
