import { instantOfDay, wallTime } from '@/shared/i18n/zone';

/** The day of the reader's zone, as 2028-01-05. */
export function dayOf(at: number | Date): string {
  return wallTime(at).slice(0, 10);
}

export function startOf(day: string): number {
  return instantOfDay(day);
}

export function plus(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function plusMonths(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

/** The same day of another month; the last one where that month is shorter. */
export function monthsLater(day: string, months: number): string {
  const first = plusMonths(day, months);
  const last = plus(plusMonths(first, 1), -1);
  return `${first.slice(0, 8)}${day.slice(8) < last.slice(8) ? day.slice(8) : last.slice(8)}`;
}

/** The Monday of the week. */
export function mondayOf(day: string): string {
  return plus(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The weeks that a month lies in, from Monday to Sunday. */
export function weeksOf(day: string): string[] {
  const first = mondayOf(`${day.slice(0, 7)}-01`);
  const last = plus(plusMonths(day, 1), -1);
  const weeks = [];
  for (let monday = first; monday <= last; monday = plus(monday, 7)) {
    weeks.push(monday);
  }
  return weeks;
}
