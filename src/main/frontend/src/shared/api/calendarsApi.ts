import { api, items } from './api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type Calendar = Schemas['Calendar'] & { id: string; key: string; definition: Schemas['CalendarDefinition'] };

const calendarsApi = api.injectEndpoints({
  endpoints: (build) => ({
    calendars: build.query<Calendar[], void>({
      query: () => '/calendars?limit=100',
      transformResponse: items<Calendar>,
      providesTags: ['Calendar'],
    }),
  }),
});

/** The business calendars of the tenant. */
export const { useCalendarsQuery } = calendarsApi;
