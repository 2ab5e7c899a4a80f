import { api, data, items } from '@/shared/api/api';

/** An address that some program reads; it is told only when it is made. */
interface Feed {
  id: string;
  name: string;
  url?: string | null;
}

const feedsApi = api.injectEndpoints({
  endpoints: (build) => ({
    feeds: build.query<Feed[], string>({
      query: (of) => `/${of}/feeds?limit=100`,
      transformResponse: items<Feed>,
      providesTags: ['Feed'],
    }),
    addFeed: build.mutation<Feed, { of: string; name: string }>({
      query: ({ of, name }) => ({ url: `/${of}/feeds`, method: 'POST', body: { name } }),
      transformResponse: data<Feed>,
      invalidatesTags: ['Feed'],
    }),
    removeFeed: build.mutation<unknown, { of: string; id: string }>({
      query: ({ of, id }) => ({ url: `/${of}/feeds/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Feed'],
    }),
  }),
});

export const { useFeedsQuery, useAddFeedMutation, useRemoveFeedMutation } = feedsApi;
