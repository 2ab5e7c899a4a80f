import { Bell, Clock, Inbox, PauseCircle, Siren, User, UserX, Users, Vote } from 'lucide-react';

import { isAgent } from '@/shared/api/profile';
import type { Feature, RailEntry } from '@/shared/lib/feature';

import { VIEWS, type ViewName } from './views';

const ICONS: Record<ViewName, RailEntry['icon']> = {
  mine: User,
  my_teams: Users,
  my_votes: Vote,
  followed: Bell,
  unassigned: UserX,
  due: Clock,
  major: Siren,
  on_hold: PauseCircle,
  open: Inbox,
};

export const queue: Feature = {
  routes: [
    {
      path: 'queue',
      lazy: async () => ({ Component: (await import('./QueuePage')).QueuePage }),
    },
  ],
  // votes are among what waits for a decision
  rail: VIEWS.filter(({ name }) => name !== 'my_votes').map(({ name, label }) => ({
    to: name === 'my_teams' ? '/queue' : `/queue?view=${name}`,
    counted: name,
    label,
    icon: ICONS[name],
    group: 'work',
    shownTo: isAgent,
  })),
};
