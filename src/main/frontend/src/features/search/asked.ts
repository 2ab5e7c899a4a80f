import { fromField } from '@/shared/lib/localTime';

/** What narrows tickets by one of its values, named as the API names it. */
export const FACETS = ['kind', 'status', 'phase', 'priority', 'sla_state', 'category_id', 'team_id'] as const;

const OTHERS = ['assignee_id', 'reporter_id', 'ci_id', 'site_id', 'department_id', 'tag', 'source', 'field'] as const;

/** What the page's address asks the API for; its days begin and end in the reader's zone. */
export function askedOf(params: URLSearchParams): Record<string, string> {
  const asked: Record<string, string> = { q: params.get('q') ?? '' };
  for (const key of [...FACETS, ...OTHERS]) {
    const value = params.get(key);
    if (value) {
      asked[key] = value;
    }
  }
  const from = params.get('from');
  if (from) {
    asked.created_after = fromField(`${from}T00:00`) ?? '';
  }
  const to = params.get('to');
  if (to) {
    asked.created_before = fromField(`${dayAfter(to)}T00:00`) ?? '';
  }
  return asked;
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
