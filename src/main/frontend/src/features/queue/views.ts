import type { KindPath } from '@/shared/api/model';

/** A view that everybody has; the API says what it holds. */
interface View {
  name: string;
  label: { ja: string; en: string };
  sort?: string;
  /** the only type of tickets that has it */
  only?: KindPath;
}

export const VIEWS = [
  { name: 'my_teams', label: { ja: 'チームのキュー', en: 'Team queue' } },
  { name: 'mine', label: { ja: '自分のタスク', en: 'My tasks' } },
  { name: 'my_votes', label: { ja: '自分の投票', en: 'My votes' }, only: 'changes' },
  { name: 'followed', label: { ja: 'フォロー中', en: 'Following' } },
  { name: 'unassigned', label: { ja: '未割り当て', en: 'Unassigned' } },
  { name: 'due', label: { ja: '期限が近い順', en: 'Due soonest' }, sort: 'due_at' },
  { name: 'major', label: { ja: '重大インシデント', en: 'Major incidents' }, only: 'incidents' },
  { name: 'on_hold', label: { ja: '保留中', en: 'On hold' } },
  { name: 'open', label: { ja: '未完了すべて', en: 'All open' } },
] as const satisfies readonly View[];

export type ViewName = (typeof VIEWS)[number]['name'];

/** The cards above the queue are views, too. */
export const CARDS = ['open', 'in_work', 'resolved', 'critical'] as const;

export function viewOf(name: string | null): View {
  return VIEWS.find((view) => view.name === name) ?? VIEWS[0];
}

/** The card of a view that the rail does not have. */
export function cardOf(name: string | null): (typeof CARDS)[number] | null {
  return VIEWS.some((view) => view.name === name) ? null : (CARDS.find((card) => card === name) ?? null);
}
