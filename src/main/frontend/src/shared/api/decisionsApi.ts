import { api, data } from './api';
import type { Always, Person } from './model';
import type { components } from 'nagare-client/schema';

/** Something that waits for the reader's own word: a vote, an approval, a review. */
export type WaitingDecision = Always<
  components['schemas']['WaitingDecision'],
  'id' | 'number' | 'kind' | 'title' | 'status' | 'phase' | 'step'
> & { reporter?: Person | null };

const decisionsApi = api.injectEndpoints({
  endpoints: (build) => ({
    decisions: build.query<WaitingDecision[], void>({
      query: () => '/decisions',
      transformResponse: data<WaitingDecision[]>,
      providesTags: ['Tickets'],
    }),
  }),
});

/** What tells each from the others: a ticket may wait at two steps, and at one of them twice. */
export function keysOf(decisions: readonly WaitingDecision[]): string[] {
  const keys = decisions.map(({ id, step }) => `${id} ${step.ja}`);
  return keys.map((key, at) => `${key} ${keys.slice(0, at).filter((other) => other === key).length}`);
}

/** All that waits for the reader, the soonest due first; kept up to date. */
export function useDecisions({ skip = false } = {}) {
  return decisionsApi.useDecisionsQuery(undefined, {
    pollingInterval: 30_000,
    skipPollingIfUnfocused: true,
    refetchOnMountOrArgChange: 10,
    skip,
  });
}
