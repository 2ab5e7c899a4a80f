import type { Profile, Ticket } from '@/shared/api/model';

export type ViewName = 'mine' | 'team' | 'unassigned' | 'due' | 'major' | 'on_hold' | 'all';

const UNDONE = 'open,in_work,on_hold';

interface View {
  name: ViewName;
  label: { ja: string; en: string };
  /** what it asks the API for */
  filter: (me: Profile) => Record<string, string>;
  /** what the API has no parameter for */
  keeps?: (ticket: Ticket) => boolean;
}

/** The views that everybody has. */
export const VIEWS: readonly View[] = [
  {
    name: 'team',
    label: { ja: 'チームのキュー', en: 'Team queue' },
    filter: (me) => ({ phase: UNDONE, ...(me.teams[0]?.id && { team_id: me.teams[0].id }) }),
  },
  {
    name: 'mine',
    label: { ja: '自分のタスク', en: 'My tasks' },
    filter: (me) => ({ phase: UNDONE, assignee_id: me.id }),
  },
  {
    name: 'unassigned',
    label: { ja: '未割り当て', en: 'Unassigned' },
    filter: () => ({ phase: UNDONE }),
    keeps: (ticket) => !ticket.assignee,
  },
  {
    name: 'due',
    label: { ja: '期限が近い順', en: 'Due soonest' },
    filter: () => ({ phase: UNDONE, sort: 'resolution_due_at' }),
  },
  {
    name: 'major',
    label: { ja: '重大インシデント', en: 'Major incidents' },
    filter: () => ({ phase: UNDONE }),
    keeps: (ticket) => ticket.major === true,
  },
  { name: 'on_hold', label: { ja: '保留中', en: 'On hold' }, filter: () => ({ phase: 'on_hold' }) },
  { name: 'all', label: { ja: '未完了すべて', en: 'All open' }, filter: () => ({ phase: UNDONE }) },
];
