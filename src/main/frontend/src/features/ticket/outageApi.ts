import { api, data, ifMatch } from '@/shared/api/api';
import type { KindPath } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type Outage = Required<Schemas['Outage']>;

interface Ref {
  kind: KindPath;
  id: string;
}

const outageApi = api.injectEndpoints({
  endpoints: (build) => ({
    outages: build.query<Outage[], Ref>({
      query: ({ kind, id }) => `/${kind}/${id}/outages`,
      transformResponse: data<Outage[]>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    saveOutage: build.mutation<unknown, Ref & { outage?: Outage; fields: Record<string, unknown> }>({
      query: ({ kind, id, outage, fields }) => ({
        url: `/${kind}/${id}/outages${outage ? `/${outage.id}` : ''}`,
        method: outage ? 'PATCH' : 'POST',
        headers: ifMatch(outage?.version),
        body: fields,
      }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    removeOutage: build.mutation<unknown, Ref & { outage: string }>({
      query: ({ kind, id, outage }) => ({ url: `/${kind}/${id}/outages/${outage}`, method: 'DELETE' }),
      invalidatesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
  }),
});

export const { useOutagesQuery, useSaveOutageMutation, useRemoveOutageMutation } = outageApi;
