import { api, data, ifMatch } from '@/shared/api/api';

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
  uncovered: { from: string; to: string }[];
}

const oncallApi = api.injectEndpoints({
  endpoints: (build) => ({
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
  useRosterQuery,
  useOnDutyQuery,
  useShiftsQuery,
  usePlanRosterMutation,
  useSwapShiftsMutation,
  useTakeSwapBackMutation,
} = oncallApi;
