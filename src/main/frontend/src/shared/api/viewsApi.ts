import { useMemo } from 'react';

import { api, data, ifMatch, wholeList } from './api';
import { KINDS, type KindPath } from './model';
import { may, useMe } from './profile';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];

/** A list that somebody saved, for themselves or for a team. */
export type SavedView = Schemas['SavedView'] & { id: string; name: string; kind: KindPath; filter: string };
type NewView = Pick<SavedView, 'kind' | 'name' | 'filter' | 'columns' | 'sort' | 'team_id'>;
export type ViewCount = Schemas['ViewCount'] & { kind: string; count: number };

export const viewsApi = api.injectEndpoints({
  endpoints: (build) => ({
    savedViews: build.query<SavedView[], void>({
      queryFn: (_, __, ___, send) => wholeList<SavedView>('/views', send),
      providesTags: ['View'],
    }),
    saveView: build.mutation<SavedView, NewView>({
      query: (body) => ({ url: '/views', method: 'POST', body }),
      transformResponse: data<SavedView>,
      invalidatesTags: ['View'],
    }),
    changeView: build.mutation<SavedView, { id: string; version?: number; fields: Partial<NewView> }>({
      query: ({ id, version, fields }) => ({
        url: `/views/${id}`,
        method: 'PATCH',
        headers: ifMatch(version),
        body: fields,
      }),
      transformResponse: data<SavedView>,
      invalidatesTags: ['View'],
    }),
    removeView: build.mutation<unknown, string>({
      query: (id) => ({ url: `/views/${id}`, method: 'DELETE' }),
      invalidatesTags: ['View'],
    }),
    viewCounts: build.query<ViewCount[], readonly KindPath[]>({
      query: (kinds) => ({ url: '/views/counts', params: { kind: kinds.join(',') } }),
      transformResponse: data<ViewCount[]>,
      providesTags: ['Tickets', 'View'],
    }),
  }),
});

export const { useSavedViewsQuery, useSaveViewMutation, useChangeViewMutation, useRemoveViewMutation } = viewsApi;

/** How many tickets each view of each type holds: one question for the whole page. */
export function useViewCounts(): readonly ViewCount[] | undefined {
  const me = useMe();
  const kinds = useMemo(() => KINDS.filter(({ kind }) => may(me, `${kind}:read`)).map(({ path }) => path), [me]);
  const { data: counts } = viewsApi.useViewCountsQuery(kinds, {
    skip: kinds.length === 0,
    pollingInterval: 30_000,
    skipPollingIfUnfocused: true,
  });
  return counts;
}

/** What narrows a list, as a saved view keeps it. */
export function filterOf(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .filter(([key]) => key !== 'limit' && key !== 'sort')
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
}

/** Where a saved view is shown. */
export function addressOf({
  id,
  kind,
  filter,
  columns = [],
  sort,
}: Pick<SavedView, 'id' | 'kind' | 'filter' | 'columns' | 'sort'>): string {
  const params = new URLSearchParams(filter.replaceAll('+', '%2B'));
  if (kind !== 'incidents') {
    params.set('kind', kind);
  }
  if (sort) {
    params.set('sort', sort);
  }
  if (columns.length > 0) {
    params.set('columns', columns.join(','));
  }
  params.set('saved', id);
  return `/queue?${params.toString()}`;
}
