import { api, data, page, type Page } from '@/shared/api/api';
import type { Notification, Ticket } from '@/shared/api/model';

const shellApi = api.injectEndpoints({
  endpoints: (build) => ({
    notifications: build.query<Page<Notification>, void>({
      query: () => '/notifications?limit=20',
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
    searchTickets: build.query<Ticket[], { words: string; kinds: readonly string[] }>({
      queryFn: async ({ words, kinds }, _api, _extra, send) => {
        const answers = await Promise.all(kinds.map((path) => send(`/${path}?limit=5&q=${encodeURIComponent(words)}`)));
        const failed = answers.find(({ error }) => error);
        if (failed?.error && answers.every(({ error }) => error)) {
          return { error: failed.error };
        }
        return { data: answers.flatMap((answer) => (answer.data ? page<Ticket>(answer.data).items : [])) };
      },
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
  useSearchTicketsQuery,
  useSignOutMutation,
} = shellApi;
