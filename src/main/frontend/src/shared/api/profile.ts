import { speakTo } from '@/shared/i18n/chosenLanguage';
import { tellTimesIn } from '@/shared/i18n/zone';

import { api, data } from './api';
import { kindOf, type Profile, type Ticket } from './model';
import { keepTabFor } from './ownTab';

const profileApi = api.injectEndpoints({
  endpoints: (build) => ({
    profile: build.query<Profile, void>({
      query: () => '/auth/profile',
      transformResponse: (answer: { data?: Profile & { time_zone?: string | null } }) => {
        const me = data(answer);
        tellTimesIn(me.time_zone);
        speakTo(me.id, me.locale);
        // before anything that it keeps is drawn
        keepTabFor(me.id);
        return me;
      },
      providesTags: ['Profile'],
    }),
    speakToMe: build.mutation<unknown, 'ja' | 'en'>({
      query: (locale) => ({ url: '/auth/profile', method: 'PATCH', body: { locale } }),
      invalidatesTags: ['Profile'],
    }),
  }),
});

export const { useProfileQuery, useSpeakToMeMutation } = profileApi;

/** The person at the browser; the shell draws nothing before it is known. */
export function useMe(): Profile {
  const { data: me } = useProfileQuery();
  if (!me) {
    throw new Error('nobody is signed in');
  }
  return me;
}

export function may(me: Profile, permission: string): boolean {
  return me.permissions.includes(permission);
}

/** Whether somebody works on tickets, rather than reporting them only. */
export function isAgent(me: Profile): boolean {
  return may(me, 'incident:read');
}

/** Whether somebody has tickets of his own, and may be absent from them. */
export function works(me: Profile): boolean {
  return me.permissions.some((one) => one.endsWith(':work'));
}

/** Whether somebody may change what stands in a ticket: he works on its type, and it is not over. */
export function canWorkOn(me: Profile, ticket: Ticket): boolean {
  return may(me, `${kindOf(ticket)}:work`) && !['closed', 'cancelled'].includes(ticket.phase);
}
