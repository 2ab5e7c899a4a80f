import { api, items } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type ScheduledReport = Required<Schemas['ScheduledReport']>;
export type ScheduledFields = Schemas['ScheduledReportFields'];
export type ReportMail = Required<Schemas['ScheduledReportMail']>;
const scheduledApi = api.injectEndpoints({
  endpoints: (build) => ({
    scheduledReports: build.query<ScheduledReport[], void>({
      query: () => '/scheduled-reports?limit=100',
      transformResponse: items<ScheduledReport>,
      providesTags: ['ScheduledReport'],
    }),
    reportMails: build.query<ReportMail[], string>({
      query: (id) => `/scheduled-reports/${id}/mails?limit=20`,
      transformResponse: items<ReportMail>,
      providesTags: ['ScheduledReport'],
    }),
    reportNow: build.mutation<unknown, { id: string; what: 'send' | 'leave' }>({
      query: ({ id, what }) => ({ url: `/scheduled-reports/${id}/${what}`, method: 'POST' }),
      invalidatesTags: ['ScheduledReport'],
    }),
  }),
});

export const { useScheduledReportsQuery, useReportMailsQuery, useReportNowMutation } = scheduledApi;
