import { api, data } from '../api/api';
import type { KindPath } from '../api/model';

export interface SimilarTicket {
  id: string;
  kind: string;
  number: string;
  title: string;
  status: string;
  phase: string;
  likeness: number;
  words: string[];
}
export interface SimilarError {
  id: string;
  problem_number: string;
  title: string;
  symptom?: string | null;
  workaround?: string | null;
}
/** An article in force. */
export interface SimilarArticle {
  id: string;
  article_number: string;
  title_ja: string | null;
  title_en: string | null;
}
export interface Proposal {
  resolution: string;
  resolution_code: string | null;
  times: number;
  lasting: number;
  numbers: string[];
}
/** What is about the same matter, the nearest first. */
export interface Similar {
  tickets: SimilarTicket[];
  known_errors: SimilarError[];
  articles: SimilarArticle[];
  proposals: Proposal[];
  outcomes: { resolution_code: string; times: number; lasting: number }[];
}
/** What a model takes for right, and the words that say so. */
export interface SuggestedValue {
  field: string;
  value: string;
  name?: string | null;
  confidence: number;
  words: string[];
}
export interface Suggestions {
  fields: SuggestedValue[];
  similar: Similar;
}

const similarApi = api.injectEndpoints({
  endpoints: (build) => ({
    similar: build.query<Similar, { kind: KindPath; id: string }>({
      query: ({ kind, id }) => `/${kind}/${id}/similar`,
      transformResponse: data<Similar>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    suggestions: build.query<Suggestions, { kind: string; title: string; description: string }>({
      query: (params) => ({ url: '/suggestions', params }),
      transformResponse: data<Suggestions>,
    }),
  }),
});

export const { useSimilarQuery, useSuggestionsQuery } = similarApi;
