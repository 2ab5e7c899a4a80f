import { api, data, ifMatch, page } from '@/shared/api/api';
import type { Person } from '@/shared/api/model';
import type { components } from '@/shared/api/schema';

type Schemas = components['schemas'];
export type Team = Schemas['Team'] & { id: string; name: string };
export interface Layer {
  people: string[];
  starts_at: string;
  turn_hours: number;
  calendar?: string | null;
  hours?: 'inside' | 'outside' | null;
}
export interface Shift {
  layer: number;
  user_id: string;
  from: string;
  to: string;
  swapped?: boolean;
  absent?: boolean;
}
interface Swap extends Shift {
  id: string;
}
export interface Roster {
  team_id: string;
  layers: Layer[];
  swaps: Swap[];
  version: number;
}
interface Duty {
  shifts: Shift[];
  gaps: Shift[];
  overlaps: Shift[];
}

const oncallApi = api.injectEndpoints({
  endpoints: (build) => ({
    dutyTeams: build.query<Team[], void>({
      query: () => '/teams?limit=100',
      transformResponse: (answer: object) => page<Team>(answer).items.filter((team) => team.is_active !== false),
      providesTags: ['Team'],
    }),
    dutyMembers: build.query<Person[], string>({
      query: (team) => `/teams/${team}/members`,
      transformResponse: data<Person[]>,
      providesTags: ['Team'],
    }),
    roster: build.query<Roster, string>({
      query: (team) => `/teams/${team}/roster`,
      transformResponse: data<Roster>,
      providesTags: ['Team'],
    }),
    onDuty: build.query<{ user_id: string }[], string>({
      query: (team) => `/teams/${team}/on-duty`,
      transformResponse: data<{ user_id: string }[]>,
      providesTags: ['Team'],
    }),
    shifts: build.query<Duty, { team: string; from: string; to: string }>({
      query: ({ team, from, to }) => ({ url: `/teams/${team}/roster/shifts`, params: { from, to } }),
      transformResponse: data<Duty>,
      providesTags: ['Team'],
    }),
    planRoster: build.mutation<unknown, { team: string; version: number; layers: Layer[] }>({
      query: ({ team, version, layers }) => ({
        url: `/teams/${team}/roster`,
        method: 'PUT',
        headers: ifMatch(version),
        body: { layers },
      }),
      invalidatesTags: ['Team'],
    }),
    swapShifts: build.mutation<unknown, { team: string; swap: object }>({
      query: ({ team, swap }) => ({ url: `/teams/${team}/roster/swaps`, method: 'POST', body: swap }),
      invalidatesTags: ['Team'],
    }),
    takeSwapBack: build.mutation<unknown, { team: string; id: string }>({
      query: ({ team, id }) => ({ url: `/teams/${team}/roster/swaps/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Team'],
    }),
  }),
});

export const {
  useDutyTeamsQuery,
  useDutyMembersQuery,
  useRosterQuery,
  useOnDutyQuery,
  useShiftsQuery,
  usePlanRosterMutation,
  useSwapShiftsMutation,
  useTakeSwapBackMutation,
} = oncallApi;
