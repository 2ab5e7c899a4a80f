import { api, data, wholeList } from './api';
import type { Person } from './model';
import type { components } from 'nagare-client/schema';

export type Team = components['schemas']['Team'] & { id: string; name: string };

const teamsApi = api.injectEndpoints({
  endpoints: (build) => ({
    teams: build.query<Team[], void>({
      queryFn: (_, __, ___, send) => wholeList<Team>('/teams', send),
      providesTags: ['Team'],
    }),
    members: build.query<Person[], string>({
      query: (team) => `/teams/${team}/members`,
      transformResponse: data<Person[]>,
      providesTags: ['Team'],
    }),
  }),
});

/** The teams of the tenant, those that are no longer in use too, and who is in one. */
export const { useTeamsQuery, useMembersQuery } = teamsApi;
