import { api, data, page, type Page } from '@/shared/api/api';
import type { Notification } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';

export type Hit = Omit<components['schemas']['Hit'], 'type'> & { id: string; type: string; title: string };

const shellApi = api.injectEndpoints({
  endpoints: (build) => ({
    notifications: build.query<Page<Notification>, number>({
      query: (limit) => `/notifications?limit=${limit}`,
      transformResponse: page<Notification>,
      providesTags: ['Notification'],
    }),
    unreadCount: build.query<number, void>({
      query: () => '/notifications/unread-count',
      transformResponse: (answer: { data?: { count?: number } }) => data<{ count?: number }>(answer)?.count ?? 0,
      providesTags: ['Notification'],
    }),
    markRead: build.mutation<unknown, string>({
      query: (id) => ({ url: `/notifications/${id}`, method: 'PATCH', body: { is_read: true } }),
      invalidatesTags: ['Notification'],
    }),
    markAllRead: build.mutation<unknown, void>({
      query: () => ({ url: '/notifications/read-all', method: 'POST' }),
      invalidatesTags: ['Notification'],
    }),
    search: build.query<Hit[], string>({
      query: (q) => ({ url: '/search', params: { q, limit: '6', typing: 'true' } }),
      transformResponse: data<Hit[]>,
    }),
    signOut: build.mutation<unknown, void>({
      query: () => ({ url: '/auth/logout', method: 'POST', body: {} }),
    }),
  }),
});

export const {
  useNotificationsQuery,
  useUnreadCountQuery,
  useMarkReadMutation,
  useMarkAllReadMutation,
  useSearchQuery,
  useSignOutMutation,
} = shellApi;
