import { api, data, items } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';
import type { Label } from '@/shared/i18n/texts';
import type { Kept } from '@/shared/kept/keptApi';

type Schemas = components['schemas'];
export type DashboardCard = Schemas['DashboardCard'];
export type Dashboard = Schemas['Dashboard'] & Kept & { cards: DashboardCard[] };
/** A figure that there is, and by what it can be told apart. */
export type FigureEntry = Schemas['FigureEntry'] & { name: string; title: Label; by: string[] };

const dashboardsApi = api.injectEndpoints({
  endpoints: (build) => ({
    dashboards: build.query<Dashboard[], void>({
      query: () => '/dashboards?limit=100',
      transformResponse: items<Dashboard>,
      providesTags: ['Dashboard'],
    }),
    figureEntries: build.query<FigureEntry[], void>({
      query: () => '/figures',
      transformResponse: data<FigureEntry[]>,
    }),
  }),
});

export const { useDashboardsQuery, useFigureEntriesQuery } = dashboardsApi;
