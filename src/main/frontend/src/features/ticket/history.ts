import type { HistoryEntry } from '@/shared/api/model';
import type { useAnswers } from '@/shared/api/wordsApi';
import { texts as ofChange } from '@/shared/change/texts';
import { formatDate, formatDateTime } from '@/shared/i18n/format';
import type { Language } from '@/shared/i18n/texts';
import { instantOfDay } from '@/shared/i18n/zone';
import { spoken, word } from '@/shared/i18n/words';

import { texts } from './historyTexts';

/** What needs no telling: it goes along with what is told. */
const SILENT = new Set([
  'responded_at',
  'resolved_at',
  'closed_at',
  'version',
  'reopen_count',
  'reassignment_count',
  'risk_score',
]);

export function told(changes: readonly HistoryEntry[]): HistoryEntry[] {
  return changes.filter(({ field_name }) => !SILENT.has(field_name));
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Texts of this length and more are on the page itself. */
const LONG = 60;

interface Context {
  kind: string;
  language: Language;
  /** names for the ids of people, teams and categories */
  names: ReadonlyMap<string, string>;
  /** what models call their statuses, and the answers that they keep */
  statusWord: (ticket: { status?: string; kind?: string }, language: Language) => string;
  priorityWord: (value: string, language: Language) => string;
  answers: ReturnType<typeof useAnswers>;
}

/** A value in words; nothing where it cannot be said shortly. */
function say(
  field: string,
  value: string,
  { kind, language, names, statusWord, priorityWord, answers }: Context,
): string | undefined {
  const t = texts[language];
  const own = (t.values as Record<string, Record<string, string> | undefined>)[field]?.[value];
  if (own !== undefined) {
    return own;
  }
  switch (field) {
    case 'status':
      return statusWord({ status: value, kind }, language);
    case 'priority':
    case 'priority_override':
    case 'impact':
    case 'urgency':
    case 'risk':
      return priorityWord(value, language);
    case 'ticket_tasks':
      // its number; what it is about stands on the ticket
      return value.split(' ')[0];
    case 'assignee_choice':
      // kept in both languages
      return spoken(value, language);
    case 'hold_reason':
      return word('hold', value, language);
    case 'resolution_code':
      return word('code', value, language);
    case 'type':
      return word('changeType', value, language);
    case 'vote':
      return (ofChange[language].words as Record<string, string>)[value] ?? value;
    case 'team_experience':
      return (ofChange[language].experience as Record<string, string>)[value] ?? value;
  }
  if (value === 'true' || value === 'false') {
    return value === 'true' ? t.yes : t.no;
  }
  if (MOMENT.test(value)) {
    return formatDateTime(value, language);
  }
  if (DAY.test(value)) {
    return formatDate(new Date(instantOfDay(value, '12:00')), language);
  }
  if (value.startsWith('[') && value.endsWith(']')) {
    const members = value.slice(1, -1).split(', ').filter(Boolean);
    const said = members.map((one) => (ID.test(one) ? names.get(one) : one));
    const joined = said.join(language === 'ja' ? '、' : ', ');
    return said.includes(undefined) || joined.length > LONG ? undefined : joined;
  }
  const named = names.get(value) ?? answers.value(field, value, language);
  return ID.test(named) || named.length > LONG || named.startsWith('{') ? undefined : named;
}

function nameOf(field: string, { kind, language, answers }: Context): string {
  const t = texts[language];
  if (field === 'reporter_id' && (kind === 'change' || kind === 'request')) {
    return t.requester;
  }
  return (t.fields as Record<string, string>)[field] ?? answers.name(field.replace(/_id$/, ''), language);
}

/** What changed, as a person would say it. */
export function sentence(change: HistoryEntry, context: Context): string {
  const t = texts[context.language];
  const field = nameOf(change.field_name, context);
  const from = change.old_value || undefined;
  const to = change.new_value === '[]' ? undefined : change.new_value || undefined;
  if (change.field_name === 'plan_fixed') {
    return to === 'true' ? t.planFixed : t.planOpened;
  }
  if (change.field_name === 'deleted_at') {
    return t.deleted;
  }
  if (change.field_name === 'tasks' && from === undefined && to !== undefined && !to.startsWith('[')) {
    return t.stepDone(to);
  }
  if (to === undefined) {
    return t.cleared(field);
  }
  const said = say(change.field_name, to, context);
  if (said === undefined) {
    return t.changed(field);
  }
  const before = from === undefined || from === '[]' ? undefined : say(change.field_name, from, context);
  // a first yes or a first state needs no "no" before it
  return before === undefined || from === 'false' ? t.set(field, said) : t.from(field, before, said);
}
