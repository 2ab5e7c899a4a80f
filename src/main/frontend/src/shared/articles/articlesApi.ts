import { api, data, dataOfThen, ifMatch, page, type Page } from '@/shared/api/api';
import type { Ticket, TicketDetail } from '@/shared/api/model';

import { useLanguage } from '../i18n/LanguageProvider';
import type { Language } from '../i18n/texts';

/** A version of what an article says, in Japanese, in English or in both. */
export interface ArticleText {
  version: number;
  audience: 'everybody' | 'agents';
  title_ja: string | null;
  body_ja: string | null;
  title_en: string | null;
  body_en: string | null;
  written_by: string | null;
  written_at: string;
  approved_by: string | null;
  published_at: string | null;
}

interface ArticleFigures {
  article_number: string;
  audience: 'everybody' | 'agents';
  title_ja: string | null;
  title_en: string | null;
  published_version: number | null;
  draft_version: number | null;
  valid_until: string | null;
  helped: number;
  not_helped: number;
  spared: number;
}

/** An article, as lists have it. */
export type Article = Ticket & ArticleFigures;

/** An article with what it says. */
export type ArticleDetail = TicketDetail &
  ArticleFigures & {
    etag?: string | null;
    asked_at?: number;
    text: ArticleText | null;
    draft: ArticleText | null;
    helped_me: boolean | null;
  };

export interface Line {
  change: 'same' | 'removed' | 'added';
  text: string;
}
export interface FieldDifference {
  field: string;
  lines: Line[];
}

/** What an article says in one language: the reader's where it is written in it, else the other one. */
export function inLanguage(text: ArticleText, language: Language): { title: string; body: string; language: Language } {
  const ja = { title: text.title_ja ?? '', body: text.body_ja ?? '', language: 'ja' as const };
  const en = { title: text.title_en ?? '', body: text.body_en ?? '', language: 'en' as const };
  const [wanted, other] = language === 'ja' ? [ja, en] : [en, ja];
  return wanted.title ? wanted : other;
}

/** The title in the reader's language, where there is one. */
export function useTitleOf() {
  const { language } = useLanguage();
  return (one: { title_ja?: string | null; title_en?: string | null; title?: string }) =>
    (language === 'ja' ? (one.title_ja ?? one.title_en) : (one.title_en ?? one.title_ja)) ?? one.title ?? '';
}

const touched = (_: unknown, __: unknown, { id }: { id: string }) => [
  { type: 'Ticket' as const, id },
  'Tickets' as const,
];

const articlesApi = api.injectEndpoints({
  endpoints: (build) => ({
    articles: build.query<Page<Article>, Record<string, string>>({
      query: (params) => ({ url: '/articles', params }),
      transformResponse: page<Article>,
      providesTags: ['Tickets'],
    }),
    findArticles: build.query<Page<Ticket & { number: string }>, Record<string, string>>({
      query: (params) => ({ url: '/search', params: { ...params, type: 'ticket', kind: 'article' } }),
      transformResponse: page<Ticket & { number: string }>,
      providesTags: ['Tickets'],
    }),
    article: build.query<ArticleDetail, string>({
      query: (id) => `/articles/${id}`,
      transformResponse: (answer: { data?: ArticleDetail }, meta) => ({
        ...dataOfThen<ArticleDetail>(answer, meta),
        etag: (meta as { etag?: string | null } | undefined)?.etag,
      }),
      providesTags: (_, __, id) => [{ type: 'Ticket', id }],
    }),
    writeArticle: build.mutation<Article, Record<string, unknown>>({
      query: (body) => ({ url: '/articles', method: 'POST', body }),
      transformResponse: data<Article>,
      invalidatesTags: ['Tickets'],
    }),
    draftArticle: build.mutation<Article, string>({
      query: (ticket) => ({ url: '/articles/from-resolution', method: 'POST', body: { ticket_id: ticket } }),
      transformResponse: data<Article>,
      invalidatesTags: (_, __, ticket) => [{ type: 'Ticket', id: ticket }, 'Tickets'],
    }),
    rewriteArticle: build.mutation<Article, { id: string; etag?: string | null; fields: Record<string, unknown> }>({
      query: ({ id, etag, fields }) => ({
        url: `/articles/${id}`,
        method: 'PATCH',
        headers: etag ? { 'If-Match': etag } : ifMatch(undefined),
        body: fields,
      }),
      transformResponse: data<Article>,
      invalidatesTags: touched,
    }),
    articleVersions: build.query<ArticleText[], string>({
      query: (id) => `/articles/${id}/versions`,
      transformResponse: data<ArticleText[]>,
      providesTags: (_, __, id) => [{ type: 'Ticket', id }],
    }),
    articleDifference: build.query<FieldDifference[], { id: string; version: number; from?: number }>({
      query: ({ id, version, from }) => ({
        url: `/articles/${id}/versions/${version}/difference`,
        params: from ? { from: String(from) } : {},
      }),
      transformResponse: data<FieldDifference[]>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    rateArticle: build.mutation<unknown, { id: string; helped: boolean; spared?: boolean }>({
      query: ({ id, ...body }) => ({ url: `/articles/${id}/feedback`, method: 'PUT', body }),
      invalidatesTags: touched,
    }),
  }),
});

export const {
  useArticlesQuery,
  useFindArticlesQuery,
  useArticleQuery,
  useWriteArticleMutation,
  useRewriteArticleMutation,
  useDraftArticleMutation,
  useArticleVersionsQuery,
  useArticleDifferenceQuery,
  useRateArticleMutation,
} = articlesApi;
