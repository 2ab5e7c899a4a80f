import { api, data } from '@/shared/api/api';
import type { Always } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
type Risk = Always<Schemas['Risk'], 'id' | 'number' | 'title'>;
type BreachRisks = Omit<Schemas['BreachRisks'], 'tickets'> & { tickets: Risk[] };

const riskApi = api.injectEndpoints({
  endpoints: (build) => ({
    breachRisks: build.query<BreachRisks, Readonly<Record<string, string>>>({
      query: (params) => ({ url: '/figures/breach-risks', params }),
      transformResponse: data<BreachRisks>,
    }),
  }),
});

export const { useBreachRisksQuery } = riskApi;
