import type { Field } from '@/shared/api/model';
import type { useMe } from '@/shared/api/profile';
import { field } from '@/shared/lib/fields';

/** The field that chooses a team to share with; none for who is in no team. */
export function teamField(me: ReturnType<typeof useMe>, label: string): Field[] {
  const choices = me.teams.map((team) => [team.id ?? '', team.name ?? ''] as const);
  return choices.length > 0 ? [field('team_id', label, 'select', { choices })] : [];
}

/** What is sent, with the scope that the choice of a team means. */
export function scoped(values: Record<string, unknown>): Record<string, unknown> {
  return 'team_id' in values ? { ...values, scope: values.team_id ? 'team' : 'own' } : values;
}
