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

type Step = 'day' | 'week' | 'month';

/** The day, Monday or month (2026-03) of a moment, as clocks show it. */
function stepOf(at: number, by: Step): string {
  const day = new Date(`${wallTime(at).slice(0, 10)}T00:00:00Z`);
  if (by === 'week') {
    day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  }
  return day.toISOString().slice(0, by === 'month' ? 7 : 10);
}

/** Of a period that may be asked for. */
const MOST_DAYS = 4001;

/** Of which so many are drawn, the last ones. */
const MOST_DRAWN = 400;

/**
 * The days, Mondays or months (2026-03) from the first to the last, so that a week in which nothing happened is drawn as
 * one, and of the whole period where one is told, as far as it has passed. None where nothing happened at all.
 */
export function steps(
  keys: readonly string[],
  by: Step,
  { from, to }: { from?: string | null; to?: string | null } = {},
): string[] {
  const ends = keys.length > 0 && from && to ? [Date.parse(from), Math.min(Date.parse(to) - 1, Date.now())] : [];
  const sorted = [...keys, ...ends.map((at) => stepOf(at, by))].sort();
  const all: string[] = [];
  const last = sorted.at(-1);
  for (let at = sorted[0]; at !== undefined && last !== undefined && at <= last && all.length < MOST_DAYS;) {
    all.push(at);
    const next = new Date(`${by === 'month' ? `${at}-01` : at}T00:00:00Z`);
    if (by === 'month') {
      next.setUTCMonth(next.getUTCMonth() + 1);
    } else {
      next.setUTCDate(next.getUTCDate() + (by === 'week' ? 7 : 1));
    }
    at = next.toISOString().slice(0, at.length);
  }
  return all.slice(-MOST_DRAWN);
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

export const MONTHS = ['this_month', 'last_month', 'last_quarter'] as const;

/**
 * A month or a quarter of the calendar, as clocks show it where the reader is; the present month so far, which ends with
 * the hour.
 */
export function calendarPeriod(which: (typeof MONTHS)[number], now: Date): { from: string; to: string } {
  const [year = 0, month = 1] = wallTime(now).split('-').map(Number);
  const first = which === 'last_quarter' ? month - ((month - 1) % 3) : month;
  const begins = (at: number) => {
    const day = new Date(Date.UTC(year, at - 1, 1)).toISOString().slice(0, 10);
    return new Date(instantOfDay(day)).toISOString();
  };
  return which === 'this_month'
    ? { from: begins(first), to: periodOf(1, now).to }
    : { from: begins(first - (which === 'last_month' ? 1 : 3)), to: begins(first) };
}

/** The days from the first to the last, both of them whole. */
export function daysBetween(first: string, last: string): { from: string; to: string } {
  const after = new Date(`${last}T00:00:00Z`);
  after.setUTCDate(after.getUTCDate() + 1);
  const begins = (day: string) => new Date(instantOfDay(day)).toISOString();
  return { from: begins(first), to: begins(after.toISOString().slice(0, 10)) };
}
