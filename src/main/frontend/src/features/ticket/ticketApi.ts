import { api, data, ifMatch, page, type Page } from '@/shared/api/api';
import type { Always, KindPath, Person } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';
import type { Language } from '@/shared/i18n/texts';

type Schemas = components['schemas'];
export type ChecklistLine = Always<Schemas['ChecklistLine'], 'id' | 'text' | 'version'>;
type Ledger = Schemas['LedgerView'];

/** The document calls two things Step; these are the steps of a process. */
export interface ProcessStep {
  element?: string;
  name?: string;
  type?: string;
  assignee?: string | null;
  started_at?: string;
  ended_at?: string | null;
  cancelled?: boolean;
}

export interface ProcessView {
  id: string;
  parent_id?: string | null;
  called_element?: string | null;
  key?: string;
  name?: string | null;
  version?: number;
  started_at?: string;
  ended_at?: string | null;
  waits_at: string[];
  tasks: { element?: string; name?: string; assignee?: string | null; due?: string | null }[];
  timers: { element?: string; due?: string; suspended?: boolean }[];
  steps: ProcessStep[];
}

interface Follower {
  user: Person;
  since: string;
}

export type TimeEntry = Omit<Always<Schemas['TimeEntry'], 'id' | 'minutes' | 'worked_on' | 'version'>, 'user'> & {
  user: Person;
};

interface Ref {
  kind: KindPath;
  id: string;
}

const ticketPageApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** The tickets before and after this one in the list that somebody came from. */
    neighbours: build.query<Schemas['Neighbours'], Ref & { params: Record<string, string> }>({
      query: ({ kind, id, params }) => ({ url: `/${kind}/${id}/neighbours`, params }),
      transformResponse: data<Schemas['Neighbours']>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }, 'Tickets'],
    }),
    followers: build.query<Follower[], Ref>({
      query: ({ kind, id }) => `/${kind}/${id}/followers`,
      transformResponse: data<Follower[]>,
      providesTags: (_, __, { id }) => [{ type: 'Follower', id }],
    }),
    follow: build.mutation<unknown, Ref & { user?: string }>({
      query: ({ kind, id, user }) => ({
        url: `/${kind}/${id}/followers`,
        method: 'POST',
        body: user ? { user_id: user } : {},
      }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Follower', id }, 'Tickets'],
    }),
    unfollow: build.mutation<unknown, Ref & { user: string }>({
      query: ({ kind, id, user }) => ({ url: `/${kind}/${id}/followers/${user}`, method: 'DELETE' }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Follower', id }, 'Tickets'],
    }),
    checklist: build.query<ChecklistLine[], Ref>({
      query: ({ kind, id }) => `/${kind}/${id}/checklist`,
      transformResponse: data<ChecklistLine[]>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    addChecklistLine: build.mutation<ChecklistLine, Ref & { text: string }>({
      query: ({ kind, id, text }) => ({ url: `/${kind}/${id}/checklist`, method: 'POST', body: { text } }),
      transformResponse: data<ChecklistLine>,
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    changeChecklistLine: build.mutation<unknown, Ref & { line: string; version: number; is_done: boolean }>({
      query: ({ kind, id, line, version, is_done }) => ({
        url: `/${kind}/${id}/checklist/${line}`,
        method: 'PATCH',
        body: { is_done },
        headers: ifMatch(version),
      }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    removeChecklistLine: build.mutation<unknown, Ref & { line: string }>({
      query: ({ kind, id, line }) => ({ url: `/${kind}/${id}/checklist/${line}`, method: 'DELETE' }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    timeEntries: build.query<TimeEntry[], Ref & { total: number }>({
      query: ({ kind, id }) => `/${kind}/${id}/time-entries`,
      transformResponse: data<TimeEntry[]>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    addTime: build.mutation<unknown, Ref & { fields: Record<string, unknown> }>({
      query: ({ kind, id, fields }) => ({ url: `/${kind}/${id}/time-entries`, method: 'POST', body: fields }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    correctTime: build.mutation<unknown, Ref & { entry: string; version: number; fields: Record<string, unknown> }>({
      query: ({ kind, id, entry, version, fields }) => ({
        url: `/${kind}/${id}/time-entries/${entry}`,
        method: 'PATCH',
        body: fields,
        headers: ifMatch(version),
      }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    removeTime: build.mutation<unknown, Ref & { entry: string }>({
      query: ({ kind, id, entry }) => ({ url: `/${kind}/${id}/time-entries/${entry}`, method: 'DELETE' }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    alerts: build.query<Page<Schemas['AlertGroup']>, { incident: string; number: string }>({
      query: ({ incident }) => ({ url: '/alerts', params: { incident_id: incident, limit: '20' } }),
      transformResponse: page<Schemas['AlertGroup']>,
      // events tell of tickets by their number
      providesTags: (_, __, { number }) => [{ type: 'Ticket', id: number }],
    }),
    satisfaction: build.query<Schemas['Satisfaction'], Ref>({
      query: ({ kind, id }) => `/${kind}/${id}/satisfaction`,
      transformResponse: data<Schemas['Satisfaction']>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    rate: build.mutation<unknown, Ref & { score: number; comment: string }>({
      query: ({ kind, id, score, comment }) => ({
        url: `/${kind}/${id}/satisfaction`,
        method: 'POST',
        body: { score, ...(comment && { comment }) },
      }),
      // a refusal, too, may say that it was answered elsewhere
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    filledText: build.query<string, { id: string; ticket: string; language: Language }>({
      query: ({ id, ticket, language }) => ({ url: `/text-modules/${id}/filled`, params: { ticket, language } }),
      transformResponse: (answer: object) => data<{ content: string }>(answer).content,
      keepUnusedDataFor: 0,
    }),
    ledger: build.query<Ledger[], Ref>({
      query: ({ kind, id }) => `/${kind}/${id}/sla/ledger`,
      transformResponse: data<Ledger[]>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    process: build.query<ProcessView[], Ref>({
      query: ({ kind, id }) => `/${kind}/${id}/process`,
      transformResponse: data<ProcessView[]>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    // its names are in the reader's language
    diagram: build.query<string, Ref & { instance: string; language: Language }>({
      query: ({ kind, id, instance }) => ({
        url: `/${kind}/${id}/process/diagram`,
        params: { instance },
        responseHandler: 'text',
      }),
    }),
    picture: build.query<string, Ref & { attachment: string }>({
      query: ({ kind, id, attachment }) => ({
        url: `/${kind}/${id}/attachments/${attachment}`,
        responseHandler: async (response: Response) =>
          response.ok ? URL.createObjectURL(await response.blob()) : response.json(),
      }),
      keepUnusedDataFor: 3600,
    }),
  }),
});

export const {
  useAddTimeMutation,
  useCorrectTimeMutation,
  useRemoveTimeMutation,
  useChecklistQuery,
  useAddChecklistLineMutation,
  useChangeChecklistLineMutation,
  useRemoveChecklistLineMutation,
  useTimeEntriesQuery,
  useFollowersQuery,
  useFollowMutation,
  useRateMutation,
  useAlertsQuery,
  useSatisfactionQuery,
  useUnfollowMutation,
  useLazyFilledTextQuery,
  useNeighboursQuery,
  useLedgerQuery,
  useProcessQuery,
  useDiagramQuery,
  usePictureQuery,
} = ticketPageApi;
