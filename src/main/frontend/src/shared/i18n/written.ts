import { formatDay } from './format';
import type { Language } from './texts';

/** What a field asks for: 2028-01-05, 2028-01-05T14:30, 14:30. */
export type TimeKind = 'date' | 'datetime' | 'time';

/** As people write it in their language: 2028/01/05 14:30, or 5 Jan 2028, 14:30. */
export function written(value: string, kind: TimeKind, language: Language): string {
  if (value === '' || kind === 'time') {
    return value.slice(0, 5);
  }
  const day = language === 'ja' ? value.slice(0, 10).replaceAll('-', '/') : formatDay(value.slice(0, 10), language);
  return kind === 'date' ? day : `${day}${language === 'ja' ? ' ' : ', '}${value.slice(11, 16)}`;
}

/** What somebody means by what they typed, whatever their language or keyboard; undefined where nobody can tell. */
export function meant(text: string, kind: TimeKind): string | undefined {
  // full-width digits and signs come from input methods, days of the week from texts that were copied
  const typed = text
    .normalize('NFKC')
    .replace(/\(.*?\)/, ' ')
    .trim();
  if (typed === '') {
    return '';
  }
  if (kind === 'time') {
    return timeOf(typed);
  }
  const [whole, day] = dayAtStart(typed) ?? [];
  if (whole === undefined || day === undefined) {
    return undefined;
  }
  const rest = typed.slice(whole.length).replace(/^[T,、\s]+/, '');
  if (kind === 'date') {
    return rest === '' ? day : undefined;
  }
  const time = timeOf(rest);
  return time && `${day}T${time}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The ways to write a day: year first, digits alone, day first by number, by name, and month first by name. */
const DAYS = [
  /^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?(?!\d)/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?=\D|$|\d{4}$)/,
  /^(?<day>\d{1,2})[/.](?<month>\d{1,2})[/.](?<year>\d{4})(?!\d)/,
  /^(?<day>\d{1,2})[ -]?(?<month>[a-z]{3,9})\.?,?[ -]?(?<year>\d{4})(?!\d)/i,
  /^(?<month>[a-z]{3,9})\.? ?(?<day>\d{1,2}),? (?<year>\d{4})(?!\d)/i,
];

function dayAtStart(text: string): [whole: string, day: string] | undefined {
  for (const way of DAYS) {
    const found = way.exec(text);
    if (found?.groups) {
      const { year = '', month = '', day = '' } = found.groups;
      const number = /\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
      const date = `${year}-${two(number)}-${two(day)}`;
      return isDay(date) ? [found[0], date] : undefined;
    }
  }
  return undefined;
}

function timeOf(text: string): string | undefined {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:時]?(\d{2})分?(?::\d{2})?|時)?$/.exec(text) ?? [];
  return hour !== undefined && Number(hour) < 24 && Number(minute) < 60 ? `${two(hour)}:${two(minute)}` : undefined;
}

function two(number: number | string): string {
  return String(number).padStart(2, '0');
}

/** 30 February is none. */
function isDay(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}
