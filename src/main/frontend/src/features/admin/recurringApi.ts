import { api, data, ifMatch, page, type Page, wholeList } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type RecurringWork = Required<Schemas['RecurringWork']>;
export type RecurringDate = Required<Schemas['RecurringDate']>;
export type Occurrence = Required<Schemas['RecurringOccurrence']>;
export type RecurringFields = Schemas['RecurringWorkFields'];
export type Recurs = Schemas['RecurrencePreview'];

const recurringApi = api.injectEndpoints({
  endpoints: (build) => ({
    recurringWork: build.query<RecurringWork[], void>({
      queryFn: (_, __, ___, send) => wholeList<RecurringWork>('/recurring-work', send),
      providesTags: ['RecurringWork'],
    }),
    recurringDates: build.query<RecurringDate[], string>({
      query: (id) => `/recurring-work/${id}/dates?count=12`,
      transformResponse: data<RecurringDate[]>,
      providesTags: ['RecurringWork'],
    }),
    occurrences: build.query<Page<Occurrence>, { id: string; page: number }>({
      query: ({ id, page: number }) => ({
        url: `/recurring-work/${id}/occurrences`,
        params: { page: String(number), limit: '20' },
      }),
      transformResponse: page<Occurrence>,
      providesTags: ['RecurringWork'],
    }),
    previewRecurring: build.query<RecurringDate[], Recurs>({
      query: (body) => ({ url: '/recurring-work/preview?count=6', method: 'POST', body }),
      transformResponse: data<RecurringDate[]>,
    }),
    saveRecurring: build.mutation<RecurringWork, { id?: string; version?: number; fields: RecurringFields }>({
      query: ({ id, version, fields }) => ({
        url: id ? `/recurring-work/${id}` : '/recurring-work',
        method: id ? 'PATCH' : 'POST',
        headers: ifMatch(version),
        body: fields,
      }),
      transformResponse: data<RecurringWork>,
      // a refusal, too, may say that somebody else was faster
      invalidatesTags: ['RecurringWork'],
    }),
    removeRecurring: build.mutation<unknown, string>({
      query: (id) => ({ url: `/recurring-work/${id}`, method: 'DELETE' }),
      invalidatesTags: ['RecurringWork'],
    }),
    changeRecurringDate: build.mutation<unknown, { id: string; date: string; due_at: string | null }>({
      query: ({ id, date, due_at }) => ({
        url: `/recurring-work/${id}/dates/${date}`,
        method: 'PUT',
        body: { due_at },
      }),
      invalidatesTags: ['RecurringWork'],
    }),
    restoreRecurringDate: build.mutation<unknown, { id: string; date: string }>({
      query: ({ id, date }) => ({ url: `/recurring-work/${id}/dates/${date}`, method: 'DELETE' }),
      invalidatesTags: ['RecurringWork'],
    }),
  }),
});

export const {
  useRecurringWorkQuery,
  useRecurringDatesQuery,
  useOccurrencesQuery,
  usePreviewRecurringQuery,
  useSaveRecurringMutation,
  useRemoveRecurringMutation,
  useChangeRecurringDateMutation,
  useRestoreRecurringDateMutation,
} = recurringApi;
