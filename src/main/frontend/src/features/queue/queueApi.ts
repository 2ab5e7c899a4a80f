import { api, data, items } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];

/** What became of one of many tickets. */
export type Verdict = Schemas['Verdict'] & { id: string; is_done: boolean; details: Schemas['Reason'][] };

/** A list on its way to be a file. */
export type Export = Required<Schemas['TicketExport']>;

export type ExportFormat = Export['format'];

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
    team: build.query<{ name: string }, string>({
      query: (id) => `/teams/${id}`,
      transformResponse: data<{ name: string }>,
      providesTags: ['Team'],
    }),
    exports: build.query<Export[], undefined>({
      query: () => '/exports?limit=20',
      transformResponse: items<Export>,
      providesTags: ['Export'],
    }),
    askForExport: build.mutation<
      Export,
      { kind: string; format: ExportFormat; filter: string; sort?: string; language: string }
    >({
      query: (body) => ({ url: '/exports', method: 'POST', body }),
      transformResponse: data<Export>,
      invalidatesTags: ['Export'],
    }),
    removeExport: build.mutation<unknown, string>({
      query: (id) => ({ url: `/exports/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Export'],
    }),
  }),
});

export const { usePerformOnAllMutation, useTeamQuery, useAskForExportMutation, useRemoveExportMutation } = queueApi;

export const hasEnded = ({ state }: Export) => state === 'done' || state === 'failed';

/** Those that somebody asked for, read again until all have ended. */
export function useExports(): Export[] {
  const { exports } = queueApi.endpoints;
  const { data: found = [] } = exports.useQueryState(undefined);
  exports.useQuerySubscription(undefined, {
    pollingInterval: found.every(hasEnded) ? 0 : 1000,
    refetchOnMountOrArgChange: true,
  });
  return found;
}
