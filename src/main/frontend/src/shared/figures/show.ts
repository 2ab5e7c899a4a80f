import { formatDuration } from '@/shared/i18n/format';
import type { Language } from '@/shared/i18n/texts';
import { instantOfDay, wallTime } from '@/shared/i18n/zone';

/** A figure as people read it: 95.2%, 3時間12分, 1.4, 1,204. */
export function shown(value: number | null | undefined, unit: string, language: Language): string {
  if (value === null || value === undefined) {
    return '–';
  }
  switch (unit) {
    case 'seconds':
      return formatDuration(value, language);
    case 'share':
      return percent(value);
    case 'number':
      return value.toFixed(2);
    default:
      return Math.round(value).toLocaleString('en-US');
  }
}

export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

/** What a numerator or denominator says by itself. */
export function amount(value: number | null | undefined, unit: string, language: Language): string {
  return unit === 'seconds' && value ? formatDuration(value, language) : (value ?? 0).toLocaleString('en-US');
}

/** The Mondays, or days, from the first to the last, so that a week in which nothing happened is drawn as one. */
export function steps(keys: readonly string[], by: 'day' | 'week'): string[] {
  const sorted = [...keys].sort();
  const all: string[] = [];
  const last = sorted.at(-1);
  for (let at = sorted[0]; at !== undefined && last !== undefined && at <= last && all.length < 400;) {
    all.push(at);
    const next = new Date(`${at}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + (by === 'week' ? 7 : 1));
    at = next.toISOString().slice(0, 10);
  }
  return all;
}

/**
 * The period of so many days that ends with today. It begins with a day, so that the first one is counted whole, and
 * ends with the hour, so that an hour's answers are the same question.
 */
export function periodOf(days: number, now: Date): { from: string; to: string } {
  const to = new Date(now);
  to.setUTCMinutes(0, 0, 0);
  to.setUTCHours(to.getUTCHours() + 1);
  const first = new Date(`${wallTime(now).slice(0, 10)}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - days + 1);
  return { from: new Date(instantOfDay(first.toISOString().slice(0, 10))).toISOString(), to: to.toISOString() };
}
