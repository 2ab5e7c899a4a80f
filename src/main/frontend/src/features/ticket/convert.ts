import type { KindPath, TicketDetail } from '@/shared/api/model';

/** What may turn out to be one of the others, and where it is found. */
export const CONVERTED = { incident: 'incidents', request: 'requests', problem: 'problems' } as const;

export type Converted = keyof typeof CONVERTED;

/** Whether the ticket can go on as one of another kind, which cancels it. */
export function isConvertible(kind: KindPath, { actions }: Pick<TicketDetail, 'actions'>): boolean {
  return (Object.values(CONVERTED) as KindPath[]).includes(kind) && actions.some(({ name }) => name === 'cancel');
}
