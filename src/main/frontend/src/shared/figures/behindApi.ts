import { api, page, type Page } from '@/shared/api/api';

interface Behind {
  id: string;
  number: string;
  title: string;
  status: string;
  phase: string;
  kind: string;
  created_at?: string;
}

const behindApi = api.injectEndpoints({
  endpoints: (build) => ({
    behind: build.query<Page<Behind>, string>({
      query: (address) => `${address.replace('/api/v1', '')}${address.includes('?') ? '&' : '?'}limit=100`,
      transformResponse: (answer: object) => page<Behind>(answer),
    }),
  }),
});

export const { useBehindQuery } = behindApi;
