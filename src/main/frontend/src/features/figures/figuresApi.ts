import { api, data } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';
import type { Label } from '@/shared/i18n/texts';

type Schemas = components['schemas'];
type Part = Schemas['FigurePart'] & { key: string; label: string; numerator: number };
export type FigureValue = Omit<Schemas['FigureValue'], 'series' | 'unit'> & {
  name: string;
  known: boolean;
  unit: string;
  title: Label;
  definition: Label;
  series: Part[];
};
export interface Aim {
  aim: number;
  relative: boolean;
  before: FigureValue;
  now: FigureValue;
  change: number | null;
  reached: boolean | null;
}
/** How many may be reported in the next week. */
interface VolumeForecast {
  known: boolean;
  past: { day: string; count: number }[];
  days: { day: string; expected: number; low: number; high: number; naive: number }[];
  error?: number | null;
  naive_error?: number | null;
  better?: boolean | null;
}
/** A figure that is beyond a threshold. */
export type FigureAlert = Required<Schemas['FigureAlert']> & { title: Label };
/** What narrows figures, as the address and the API name it. */
export type Narrowed = Readonly<Record<string, string>>;

const figuresApi = api.injectEndpoints({
  endpoints: (build) => ({
    figure: build.query<FigureValue, { name: string; params: Narrowed }>({
      query: ({ name, params }) => ({ url: `/figures/${name}`, params }),
      transformResponse: data<FigureValue>,
    }),
    aims: build.query<Aim[], Narrowed>({
      query: (params) => ({ url: '/figures/aims', params }),
      transformResponse: data<Aim[]>,
    }),
    forecast: build.query<VolumeForecast, Narrowed>({
      query: (params) => ({ url: '/figures/forecast', params }),
      transformResponse: data<VolumeForecast>,
    }),
    availability: build.query<Required<Schemas['Availability']>, { from: string; to: string }>({
      query: (params) => ({ url: '/figures/availability', params }),
      transformResponse: data<Required<Schemas['Availability']>>,
    }),
    figureAlerts: build.query<FigureAlert[], void>({
      query: () => '/figure-alerts',
      transformResponse: data<FigureAlert[]>,
    }),
  }),
});

export const { useFigureQuery, useAimsQuery, useForecastQuery, useAvailabilityQuery, useFigureAlertsQuery } =
  figuresApi;
