import { api, items, wholeList } from './api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type Supplier = Schemas['Supplier'] & { id: string; name: string };
export type Contract = Required<Schemas['Contract']>;
export type ContractState = Contract['state'];

const suppliersApi = api.injectEndpoints({
  endpoints: (build) => ({
    suppliers: build.query<Supplier[], void>({
      queryFn: (_, __, ___, send) => wholeList<Supplier>('/suppliers?include_inactive=true', send),
      providesTags: ['Supplier'],
    }),
    contracts: build.query<Contract[], ContractState | ''>({
      query: (state) => ({ url: '/contracts', params: { limit: '100', ...(state && { state }) } }),
      transformResponse: items<Contract>,
      providesTags: ['Contract', 'Supplier'],
    }),
    contractsOfCi: build.query<Contract[], string>({
      query: (id) => `/cis/${id}/contracts?limit=100`,
      transformResponse: items<Contract>,
      providesTags: ['Contract', 'Supplier'],
    }),
  }),
});

export const { useSuppliersQuery, useContractsQuery, useContractsOfCiQuery } = suppliersApi;
