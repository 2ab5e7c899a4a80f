import type { Label } from '@/shared/i18n/texts';

import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];

/** Of what the API's document leaves open, what every answer has. */
export type Always<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };

export type Person = Always<Schemas['Person'], 'id'>;
export type Profile = Always<Schemas['Profile'], 'id' | 'username' | 'role' | 'permissions' | 'teams'>;
export type User = Always<Schemas['User'], 'id' | 'username'>;
/** A site or a department. */
export type OrganizationUnit = Always<Schemas['OrganizationUnit'], 'id' | 'name'>;
export type Category = Always<Schemas['Category'], 'id' | 'name'>;
export type Ci = Always<Schemas['CiDto'], 'id' | 'name'>;
export type ReportableCi = Always<Schemas['ReportableCi'], 'id' | 'name'>;
export type CiType = Always<Schemas['CiType'], 'key' | 'definition'>;
export type Notification = Always<Schemas['Notification'], 'id' | 'title' | 'created_at'> & {
  ticket?: { id?: string; kind?: string; number?: string } | null;
};
export type Action = Omit<Always<Schemas['ActionView'], 'name' | 'label'>, 'fields'> & { fields: Field[] };
export type Field = Omit<Always<Schemas['Field'], 'key' | 'type'>, 'options' | 'asked_when'> & {
  options?: Option[];
  asked_when?: Always<Schemas['FieldCondition'], 'key' | 'is' | 'values'>[];
};
type Option = Always<Schemas['Option'], 'value'>;
export type Attachment = Always<Schemas['Attachment'], 'id' | 'file_name'>;
export type WorkNote = Always<Schemas['WorkNote'], 'id' | 'content' | 'created_at'> & { created_by?: Person | null };
export type HistoryEntry = Always<Schemas['TicketHistory'], 'id' | 'changed_at' | 'field_name'> & {
  changed_by?: Person | null;
};
export type Clock = Always<Schemas['ClockView'], 'kind' | 'state' | 'due_at'>;
export type TicketLink = Always<Schemas['TicketLink'], 'id' | 'ticket_id' | 'ticket_number' | 'type' | 'title'>;
/** Something that people may ask for: a model says what it is called, and what is filled in. */
export type RequestType = Omit<Always<Schemas['RequestType'], 'type' | 'label'>, 'fields'> & { fields: Field[] };
/** A request that somebody has begun and not sent. */
export type RequestDraft = Omit<Always<Schemas['RequestDraft'], 'id' | 'type' | 'updated_at'>, 'fields'> & {
  fields: Record<string, unknown>;
};
/** What comes of a request before it is sent. */
export interface RequestPreview extends Omit<Schemas['RequestPreview'], 'steps' | 'targets'> {
  steps: (Omit<Always<Schemas['RequestPreviewStep'], 'stage' | 'kind'>, 'who'> & {
    who: Always<Schemas['RequestPreviewWho'], 'type'>[];
  })[];
  targets: Always<Schemas['RequestPreviewTarget'], 'kind'>[];
}
export type Word = Always<Schemas['Word'], 'value' | 'label'>;
export type KnownError = Always<Schemas['KnownError'], 'id' | 'problem_number' | 'title'>;

/** A ticket of any type, as lists have it. */
export type Ticket = Always<Schemas['Ticket'], 'id' | 'title' | 'status' | 'phase' | 'created_at' | 'updated_at'> &
  Partial<
    Pick<
      Schemas['Incident'],
      | 'incident_number'
      | 'hold_reason'
      | 'supplier_id'
      | 'supplier_name'
      | 'vendor_reference'
      | 'major'
      | 'impact'
      | 'urgency'
      | 'resolution'
      | 'incident_manager_id'
      | 'communications_lead_id'
      | 'technical_lead_id'
    >
  > &
  Partial<Pick<Schemas['Incident'], 'resolution_code' | 'requested_priority' | 'reassignment_count' | 'reopen_count'>> &
  Partial<Pick<Schemas['Problem'], 'problem_number' | 'root_cause' | 'workaround' | 'known_error' | 'symptom'>> &
  Partial<Pick<Schemas['Request'], 'request_number' | 'fields' | 'requested_for'>> &
  Partial<Pick<Schemas['Task'], 'task_number' | 'parent_number'>> &
  Partial<Pick<Schemas['Change'], 'change_number' | 'type' | 'planned_start' | 'planned_end' | 'risk' | 'outcome'>> & {
    version?: number;
    assignee?: Person | null;
    team?: { id: string; name: string } | null;
    category?: { id: string; name: string } | null;
  };

/** A ticket with all that hangs on it. */
export type TicketDetail = Ticket & {
  actions: Action[];
  attachments: Attachment[];
  history: HistoryEntry[];
  links: TicketLink[];
  sla: Clock[];
  work_notes: WorkNote[];
  /** how many of the reader’s writes it may know of (`writesSoFar`) */
  asked_at?: number;
  /** null for who does not work on such tickets */
  minutes_worked?: number | null;
  /** in the tenant’s currency; null where it is not known */
  cost?: number | null;
  /** from the report to the last resolution; null while it is not resolved */
  resolution_minutes?: number | null;
  /** when its model closes it, if nobody answers; null where it does not */
  closes_at?: string | null;
  /** what the ids among its fields stand for */
  field_names?: Record<string, Label>;
};

/** What a type of tickets is called in paths, and how its numbers begin. */
export const KINDS = [
  { kind: 'incident', path: 'incidents', prefix: 'INC' },
  { kind: 'problem', path: 'problems', prefix: 'PRB' },
  { kind: 'change', path: 'changes', prefix: 'CHG' },
  { kind: 'request', path: 'requests', prefix: 'REQ' },
  { kind: 'task', path: 'tasks', prefix: 'TSK' },
] as const;
type Kind = (typeof KINDS)[number]['kind'];
export type KindPath = (typeof KINDS)[number]['path'];
/** Those and articles, which have pages of their own. */
export type TicketPath = KindPath | 'articles';

const ARTICLE = 'KNO';

/** Whether the number, or what it begins with, is an article's. */
export function isArticle(number: string): boolean {
  return number.toUpperCase().startsWith(ARTICLE);
}

/** Where a ticket of that number is shown. */
export function addressOf(number: string): string {
  return isArticle(number) ? `/knowledge/${number}` : `/tickets/${number}`;
}

export function kindOfNumber(number: string) {
  return KINDS.find(({ prefix }) => number.toUpperCase().startsWith(prefix));
}

const NUMBER = /^([A-Z]{3})(\d{1,9})$/i;

/** The number that somebody means, as tickets have it: inc12, or the same in full width, is INC0000012. */
export function numberMeant(typed: string): string | undefined {
  const [, prefix, digits] = NUMBER.exec(typed.normalize('NFKC').trim()) ?? [];
  return prefix && digits && (kindOfNumber(prefix) || isArticle(prefix))
    ? `${prefix.toUpperCase()}${digits.padStart(7, '0')}`
    : undefined;
}

export function numberOf(ticket: Ticket): string {
  return ticket[`${kindOf(ticket)}_number`] ?? ticket.id;
}

export function kindOf(ticket: Ticket): Kind {
  return KINDS.find(({ kind }) => ticket[`${kind}_number`])?.kind ?? 'incident';
}
