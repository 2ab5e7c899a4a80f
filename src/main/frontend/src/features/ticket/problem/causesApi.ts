import { api, data } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

export type Cause = components['schemas']['CauseView'] & { id: string; statement: string; kind: string };

const causesApi = api.injectEndpoints({
  endpoints: (build) => ({
    causes: build.query<Cause[], string>({
      query: (problem) => `/problems/${problem}/causes`,
      transformResponse: data<Cause[]>,
      providesTags: ['Cause'],
    }),
    addCause: build.mutation<Cause, { problem: string; kind: string; statement: string; parent?: string }>({
      query: ({ problem, kind, statement, parent }) => ({
        url: `/problems/${problem}/causes`,
        method: 'POST',
        body: { kind, statement, ...(parent && { parent_id: parent }) },
      }),
      transformResponse: data<Cause>,
      invalidatesTags: (_, __, { problem }) => ['Cause', { type: 'Ticket', id: problem }],
    }),
    correctCause: build.mutation<Cause, { problem: string; cause: string; kind: string; statement: string }>({
      query: ({ problem, cause, ...said }) => ({
        url: `/problems/${problem}/causes/${cause}`,
        method: 'PATCH',
        body: said,
      }),
      transformResponse: data<Cause>,
      invalidatesTags: (_, __, { problem }) => ['Cause', { type: 'Ticket', id: problem }],
    }),
    removeCause: build.mutation<unknown, { problem: string; cause: string }>({
      query: ({ problem, cause }) => ({ url: `/problems/${problem}/causes/${cause}`, method: 'DELETE' }),
      invalidatesTags: (_, __, { problem }) => ['Cause', { type: 'Ticket', id: problem }],
    }),
  }),
});

export const { useCausesQuery, useAddCauseMutation, useCorrectCauseMutation, useRemoveCauseMutation } = causesApi;
