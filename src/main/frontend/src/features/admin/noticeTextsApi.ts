import { api, data, ifMatch } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
type Said = Required<Schemas['NotificationSaid']>;
export type NoticeText = Required<Schemas['NotificationText']> & { ja: Said; en: Said };
export type Template = Schemas['NotificationTemplate'];
type Drafts = Partial<Record<'ja' | 'en', Template>>;
type Previews = Required<Schemas['NotificationPreviews']>;

const noticeTextsApi = api.injectEndpoints({
  endpoints: (build) => ({
    noticeTexts: build.query<NoticeText[], string>({
      // names come in the language of the page
      query: () => '/notification-texts',
      transformResponse: data<NoticeText[]>,
      providesTags: ['NoticeText'],
    }),
    saveNoticeText: build.mutation<unknown, { kind: string; version: number; drafts: Drafts }>({
      query: ({ kind, version, drafts }) => ({
        url: `/notification-texts/${kind}`,
        method: 'PUT',
        headers: ifMatch(version),
        body: drafts,
      }),
      // a refusal, too, may say that somebody else was faster
      invalidatesTags: ['NoticeText'],
    }),
    restoreNoticeText: build.mutation<unknown, { kind: string; version: number }>({
      query: ({ kind, version }) => ({
        url: `/notification-texts/${kind}`,
        method: 'DELETE',
        headers: ifMatch(version),
      }),
      invalidatesTags: ['NoticeText'],
    }),
    previewNoticeText: build.mutation<Previews, { kind: string; ticket?: string; drafts: Drafts }>({
      query: ({ kind, ticket, drafts }) => ({
        url: `/notification-texts/${kind}/preview`,
        method: 'POST',
        body: { ticket, ...drafts },
      }),
      transformResponse: data<Previews>,
    }),
    testNoticeText: build.mutation<unknown, { kind: string; language: 'ja' | 'en'; ticket?: string; drafts: Drafts }>({
      query: ({ kind, language, ticket, drafts }) => ({
        url: `/notification-texts/${kind}/test`,
        method: 'POST',
        body: { language, ticket, ...drafts },
      }),
    }),
  }),
});

export const {
  useNoticeTextsQuery,
  useSaveNoticeTextMutation,
  useRestoreNoticeTextMutation,
  usePreviewNoticeTextMutation,
  useTestNoticeTextMutation,
} = noticeTextsApi;
