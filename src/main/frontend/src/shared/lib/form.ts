import type { Field } from '@/shared/api/model';

import { fromField, toField } from './localTime';

export type FieldValues = Readonly<Record<string, unknown>>;

/** What stands in a form before anybody typed. */
export function initialOf(fields: readonly Field[]): FieldValues {
  return Object.fromEntries(
    fields
      .map((field) => [field.key, field.initial] as const)
      .filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Whether the other answers let this field be asked for: as the server does it. */
export function isAsked(field: Field, values: FieldValues): boolean {
  return (field.asked_when ?? []).every(({ key, is, values: wanted }) => {
    const answer = values[key] ?? (wanted.includes('true') || wanted.includes('false') ? false : '');
    return wanted.includes(typeof answer === 'object' ? JSON.stringify(answer) : String(answer as string)) === is;
  });
}

/** Whether a text is unlike what the field's pattern asks for. */
export function isWrong({ pattern }: Field, value: unknown): boolean {
  if (!pattern || typeof value !== 'string' || value === '') {
    return false;
  }
  try {
    return !new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    // a pattern that browsers can't read says nothing
    return false;
  }
}

/** Whether a text is longer than the field takes: it is not cut where it is typed, so that what is pasted is not lost. */
export function isTooLong({ max_length: most }: Field, value: unknown): boolean {
  return typeof most === 'number' && typeof value === 'string' && value.length > most;
}

function isBlank(value: unknown) {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What the form lacks, by field, before it is sent; the server decides all else. */
export function missing(fields: readonly Field[], values: FieldValues): string[] {
  return fields
    .filter((field) => isAsked(field, values))
    .filter(
      (field) =>
        (field.required && field.type !== 'checkbox' && isBlank(values[field.key])) ||
        isWrong(field, values[field.key]) ||
        isTooLong(field, values[field.key]),
    )
    .map(({ key }) => key);
}

/** The values to send: what was left empty or is not asked for is left out, and a box that nobody ticked says no. */
export function filled(fields: readonly Field[], values: FieldValues): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter((field) => isAsked(field, values))
      .map(({ key, type }) => [key, sent(type, values[key])] as const)
      .filter(([, value]) => !isBlank(value)),
  );
}

/** The values as a form shows them: those of its fields, of what was once sent. */
export function shown(fields: readonly Field[], said: Readonly<Record<string, unknown>>): FieldValues {
  return Object.fromEntries(
    fields
      .map(({ key, type }) => [key, type, said[key]] as const)
      .filter(([, , value]) => value !== undefined)
      .map(([key, type, value]) => [key, type === 'datetime' && typeof value === 'string' ? toField(value) : value]),
  );
}

function sent(type: string, value: unknown) {
  if (type === 'checkbox') {
    return value === true;
  }
  return type === 'datetime' && typeof value === 'string' && value !== '' ? fromField(value) : value;
}
