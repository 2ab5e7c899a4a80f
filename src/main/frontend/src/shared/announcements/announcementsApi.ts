import { api, data, ifMatch, page, type Page, wholeList } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type Announcement = Required<Schemas['Announcement']>;
type Fields = Schemas['AnnouncementFields'];

/** Which announcements somebody looks for. */
export type AnnouncementState = 'open' | 'ended' | 'withdrawn';

const announcementsApi = api.injectEndpoints({
  endpoints: (build) => ({
    announcements: build.query<Page<Announcement>, { state: AnnouncementState; page?: number }>({
      query: ({ state, page: number = 1 }) => ({
        url: '/announcements',
        params: { state, page: String(number), limit: '20' },
      }),
      transformResponse: page<Announcement>,
      // those of tickets change with them
      providesTags: ['Announcement', 'Tickets'],
    }),
    announcement: build.query<Announcement, string>({
      query: (id) => `/announcements/${id}`,
      transformResponse: data<Announcement>,
      providesTags: ['Announcement', 'Tickets'],
    }),
    services: build.query<{ id: string; name: string }[], void>({
      queryFn: (_, __, ___, send) => wholeList<{ id: string; name: string }>('/cis?ci_class=service&status=live', send),
      providesTags: ['Ci'],
    }),
    saveAnnouncement: build.mutation<Announcement, { id?: string; version?: number; fields: Fields }>({
      query: ({ id, version, fields }) => ({
        url: id ? `/announcements/${id}` : '/announcements',
        method: id ? 'PATCH' : 'POST',
        headers: ifMatch(version),
        body: fields,
      }),
      transformResponse: data<Announcement>,
      // a refusal, too, may say that somebody else was faster
      invalidatesTags: ['Announcement'],
    }),
    updateAnnouncement: build.mutation<Announcement, { id: string; fields: Schemas['NewAnnouncementUpdate'] }>({
      query: ({ id, fields }) => ({ url: `/announcements/${id}/updates`, method: 'POST', body: fields }),
      transformResponse: data<Announcement>,
      invalidatesTags: ['Announcement'],
    }),
    closeAnnouncement: build.mutation<Announcement, { id: string; version: number; how: 'end' | 'withdraw' }>({
      query: ({ id, version, how }) => ({
        url: `/announcements/${id}/${how}`,
        method: 'POST',
        headers: ifMatch(version),
      }),
      transformResponse: data<Announcement>,
      invalidatesTags: ['Announcement'],
    }),
  }),
});

export const {
  useAnnouncementsQuery,
  useAnnouncementQuery,
  useServicesQuery,
  useSaveAnnouncementMutation,
  useUpdateAnnouncementMutation,
  useCloseAnnouncementMutation,
} = announcementsApi;
