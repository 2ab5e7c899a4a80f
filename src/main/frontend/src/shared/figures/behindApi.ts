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

/** Of a share: what it counts, and the rest of what it could have counted. */
export const PARTS = ['numerator', 'rest'] as const;
export type Part = (typeof PARTS)[number];

const behindApi = api.injectEndpoints({
  endpoints: (build) => ({
    behind: build.query<Page<Behind>, { tickets: string; part?: Part; page: number }>({
      query: ({ tickets, part, page: at }) => {
        const [path = '', query] = tickets.replace('/api/v1', '').split('?');
        const asked = new URLSearchParams(query);
        asked.set('limit', '50');
        asked.set('page', String(at));
        if (part) {
          asked.set('part', part);
        }
        return `${path}?${asked.toString()}`;
      },
      transformResponse: (answer: object) => page<Behind>(answer),
    }),
  }),
});

export const { useBehindQuery } = behindApi;
