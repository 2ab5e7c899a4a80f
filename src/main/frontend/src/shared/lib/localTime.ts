import { instantOf, wallTime } from '@/shared/i18n/zone';

/** 2028-01-05T14:30, for a field for date and time, in the reader's zone; empty for nothing. */
export function toField(at: string | null | undefined): string {
  return at ? wallTime(new Date(at)) : '';
}

/** The instant of what a field holds; null for nothing. */
export function fromField(value: string): string | null {
  return value ? new Date(instantOf(value.slice(0, 16))).toISOString() : null;
}
