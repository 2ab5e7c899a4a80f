import { api, data, dataOfThen, page } from '@/shared/api/api';
import { numberOf, type KindPath, type Person, type Ticket, type TicketDetail } from '@/shared/api/model';
import { isMissing, type ApiProblem } from '@/shared/api/problem';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];

export type Seat = Schemas['SeatView'] & { member_id: string; holder_id: string; round: number };
export type Conflict = Schemas['Conflict'] & { id: string; kind: string; effect: string };
export type ChangeTask = Schemas['ChangeTask'] & { id: string; title: string };
export type ChangeModel = Schemas['ChangeModelDto'] & { id: string; name: string };
type RiskPreview = Required<Schemas['RiskPreview']>;
type Objections = Omit<Schemas['Objections'], 'conflicts'> & { conflicts: Conflict[] };

/** A change with its plan, its steps and the votes on it. */
export type ChangeDetail = TicketDetail &
  Omit<Schemas['Change'], keyof TicketDetail> & { tasks: ChangeTask[]; votes: Seat[] };

const VOTED_AT_ONCE = 50;

interface Ballots {
  changes: ChangeDetail[];
  /** whether there are others still */
  more: boolean;
}

const oneChangeApi = api.injectEndpoints({
  endpoints: (build) => ({
    change: build.query<ChangeDetail, string>({
      query: (id) => `/changes/${id}`,
      transformResponse: dataOfThen<ChangeDetail>,
      providesTags: (_, __, id) => [{ type: 'Ticket', id }],
    }),
  }),
});

const changeApi = oneChangeApi.injectEndpoints({
  endpoints: (build) => ({
    /** Changes that a board votes on, with all that is decided about: those that wait for the reader’s vote first. */
    ballots: build.query<Ballots, void>({
      queryFn: async (_, { dispatch }, ___, send) => {
        const lists = await Promise.all(
          ['view=my_votes', 'status=authorization'].map((which) => send(`/changes?${which}&limit=${VOTED_AT_ONCE}`)),
        );
        const failed = lists.find(({ error }) => error);
        if (failed?.error) {
          return { error: failed.error };
        }
        const pages = lists.map((listed) => page<Ticket>(listed.data as object));
        const numbers = [...new Set(pages.flatMap(({ items: all }) => all.map(numberOf)))].slice(0, VOTED_AT_ONCE);
        // only those that are not known, or that something happened to, are asked for
        const answers = await Promise.all(
          numbers.map((number) => dispatch(oneChangeApi.endpoints.change.initiate(number, { subscribe: false }))),
        );
        const lost = answers.find(({ error }) => error && !isMissing(error));
        return lost
          ? { error: lost.error as ApiProblem }
          : {
              data: {
                changes: answers.flatMap(({ data: change }) => change ?? []),
                more: pages.some(({ hasNext }) => hasNext),
              },
            };
      },
      providesTags: ['Tickets'],
    }),
    /** What speaks against the window of the change of that number. */
    conflicts: build.query<Objections, string>({
      query: (id) => `/changes/${id}/conflicts`,
      transformResponse: data<Objections>,
      // another change or a freeze may have moved
      providesTags: (_, __, id) => [{ type: 'Ticket', id }, 'Tickets', 'Freeze'],
    }),
    /** The risk of another plan; the draft is text, so that equal ones are asked for once. */
    riskPreview: build.query<RiskPreview, { id: string; draft: string }>({
      query: ({ id, draft }) => ({
        url: `/changes/${id}/risk-preview`,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: draft,
      }),
      transformResponse: data<RiskPreview>,
      keepUnusedDataFor: 60,
    }),
    changeModels: build.query<ChangeModel[], void>({
      query: () => '/change-models?limit=100',
      transformResponse: (answer: object) => page<ChangeModel>(answer).items.filter((one) => one.is_active !== false),
      providesTags: ['ChangeModel'],
    }),
    person: build.query<Person, string>({
      query: (id) => `/users/${id}`,
      transformResponse: data<Person>,
      providesTags: (_, __, id) => [{ type: 'User', id }],
      keepUnusedDataFor: 600,
    }),
  }),
});

export const {
  useRiskPreviewQuery,
  useChangeQuery,
  useBallotsQuery,
  useConflictsQuery,
  useChangeModelsQuery,
  usePersonQuery,
} = changeApi;

export const CHANGES: KindPath = 'changes';

/** The seats of the round that is open, else of the last one. */
export function lastRound(votes: readonly Seat[]): Seat[] {
  const round = Math.max(0, ...votes.map((seat) => seat.round));
  return votes.filter((seat) => seat.round === round);
}
