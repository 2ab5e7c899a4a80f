import { speakTo } from '@/shared/i18n/chosenLanguage';
import { tellTimesIn } from '@/shared/i18n/zone';

import { api, data } from './api';
import type { Profile } from './model';
import { keepTabFor } from './ownTab';

const profileApi = api.injectEndpoints({
  endpoints: (build) => ({
    profile: build.query<Profile, void>({
      query: () => '/auth/profile',
      transformResponse: (answer: { data?: Profile & { time_zone?: string | null } }) => {
        const me = data(answer);
        tellTimesIn(me.time_zone);
        speakTo(me.locale);
        // before anything that it keeps is drawn
        keepTabFor(me.id);
        return me;
      },
      providesTags: ['Profile'],
    }),
  }),
});

export const { useProfileQuery } = profileApi;

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
