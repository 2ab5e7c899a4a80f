import { api, data } from '@/shared/api/api';
import type { Always, KindPath } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';

/** A part of a ticket that a team was given. */
export type Task = Always<
  components['schemas']['Task'],
  'id' | 'task_number' | 'title' | 'status' | 'phase' | 'team' | 'assignee' | 'fields'
>;

const taskApi = api.injectEndpoints({
  endpoints: (build) => ({
    tasks: build.query<Task[], { kind: KindPath; id: string }>({
      query: ({ kind, id }) => `/${kind}/${id}/tasks`,
      transformResponse: data<Task[]>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
  }),
});

export const { useTasksQuery } = taskApi;
