import { useMemo } from 'react';

import { api, data } from './api';
import { useMe, isAgent } from './profile';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];

/** Somebody who looks at a ticket, or writes in it. */
export type PresentPerson = Schemas['PresentPerson'] & { id: string; mode: string };
type Presence = Omit<Schemas['Presence'], 'people'> & { number: string; people: PresentPerson[] };
export type Mode = 'viewing' | 'writing';

export const presenceApi = api.injectEndpoints({
  endpoints: (build) => ({
    presences: build.query<Presence[], void>({
      query: () => '/presence',
      transformResponse: data<Presence[]>,
      providesTags: ['Presence'],
    }),
    bePresent: build.mutation<unknown, { ticket: string; mode: Mode }>({
      query: (body) => ({ url: '/presence', method: 'PUT', body }),
    }),
    leave: build.mutation<unknown, string>({
      // told even while the page is being closed
      query: (ticket) => ({ url: `/presence/${ticket}`, method: 'DELETE', keepalive: true }),
    }),
  }),
});

export const { useBePresentMutation, useLeaveMutation } = presenceApi;

/** Who is at a ticket now, as an event tells. */
export function presenceTold(number: string, people: PresentPerson[]) {
  return presenceApi.util.updateQueryData('presences', undefined, (known) => {
    const others = known.filter((one) => one.number !== number);
    return people.length > 0 ? [...others, { number, people }] : others;
  });
}

const NOBODY: Presence[] = [];

/** Who else is at which ticket, by its number; reporters are not told. */
export function usePresent(): ReadonlyMap<string, readonly PresentPerson[]> {
  const me = useMe();
  const { data: presences = NOBODY } = presenceApi.usePresencesQuery(undefined, { skip: !isAgent(me) });
  return useMemo(
    () =>
      new Map(
        presences
          .map(({ number, people }) => [number, people.filter(({ id }) => id !== me.id)] as const)
          .filter(([, people]) => people.length > 0),
      ),
    [presences, me.id],
  );
}
