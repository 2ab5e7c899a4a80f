import { kindOf, type Profile, type Ticket } from '@/shared/api/model';
import { may } from '@/shared/api/profile';

/** Whether somebody may set another priority than the tables say. */
export function mayChangePriority(me: Profile, ticket: Ticket): boolean {
  return may(me, `${kindOf(ticket)}:override_priority`) && !['closed', 'cancelled'].includes(ticket.phase);
}
