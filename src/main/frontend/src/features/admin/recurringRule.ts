/** How people say when something recurs, and how the API does: an iCalendar rule with a business day beside it. */

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const PATTERNS = ['business_day', 'weekday', 'month_day', 'weekly', 'yearly', 'other'] as const;
export type Pattern = (typeof PATTERNS)[number];

export interface Recurrence {
  pattern: Pattern;
  /** 1 is the first, −1 the last */
  businessDay: number;
  ordinal: number;
  weekday: Weekday;
  /** −1 is the last day of the month */
  monthDay: number;
  weekdays: readonly Weekday[];
  /** every so many weeks */
  weeks: number;
  /** 0 is every month */
  month: number;
  rrule: string;
  /** the business day beside a rule that the form has no words for */
  otherBusinessDay: number | null;
  whenClosed: string;
}

export interface Rule {
  rrule: string;
  business_day: number | null;
  when_closed: string;
}

export const USUAL: Recurrence = {
  pattern: 'business_day',
  businessDay: 1,
  ordinal: 1,
  weekday: 'MO',
  monthDay: 1,
  weekdays: ['MO'],
  weeks: 1,
  month: 0,
  rrule: '',
  otherBusinessDay: null,
  whenClosed: 'next',
};

/** Whether closed days matter: a business day is never one. */
export function asksClosed({ pattern }: Recurrence): boolean {
  return pattern !== 'business_day';
}

/** The months alone. */
function months(month: number): string {
  return month > 0 ? `FREQ=YEARLY;BYMONTH=${month}` : 'FREQ=MONTHLY';
}

export function toRule(said: Recurrence): Rule {
  const rule = (rrule: string): Rule => ({ rrule, business_day: null, when_closed: said.whenClosed });
  switch (said.pattern) {
    case 'business_day':
      return { rrule: months(said.month), business_day: said.businessDay, when_closed: 'keep' };
    case 'weekday':
      return rule(`${months(said.month)};BYDAY=${said.ordinal}${said.weekday}`);
    case 'month_day':
      return rule(`FREQ=MONTHLY;BYMONTHDAY=${said.monthDay}`);
    case 'weekly':
      return rule(
        `FREQ=WEEKLY${said.weeks > 1 ? `;INTERVAL=${said.weeks}` : ''};BYDAY=${WEEKDAYS.filter((day) => said.weekdays.includes(day)).join(',')}`,
      );
    case 'yearly':
      return rule(`FREQ=YEARLY;BYMONTH=${said.month > 0 ? said.month : 1};BYMONTHDAY=${said.monthDay}`);
    default:
      return { ...rule(said.rrule.trim()), business_day: said.otherBusinessDay };
  }
}

const ONE_WEEKDAY = /^(-?\d+)(MO|TU|WE|TH|FR|SA|SU)$/;

/** What the form shows of a rule; what it has no words for is shown as it is. */
export function fromRule({ rrule, business_day, when_closed }: Rule): Recurrence {
  const parts = new Map(rrule.split(';').map((part) => part.toUpperCase().split('=') as [string, string]));
  const has = (...names: string[]) =>
    parts.size === names.length + 1 && parts.has('FREQ') && names.every((name) => parts.has(name));
  const number = (name: string) => Number(parts.get(name));
  const whole = (name: string) => /^-?\d+$/.test(parts.get(name) ?? '');
  const every = parts.get('FREQ');
  const usual = { ...USUAL, rrule, whenClosed: when_closed };
  const ofMonths =
    (every === 'MONTHLY' && !parts.has('BYMONTH')) ||
    (every === 'YEARLY' && whole('BYMONTH') && !parts.has('INTERVAL'));
  const month = whole('BYMONTH') ? number('BYMONTH') : 0;
  if (business_day !== null) {
    return ofMonths && (has() || has('BYMONTH'))
      ? { ...usual, pattern: 'business_day', businessDay: business_day, month, whenClosed: USUAL.whenClosed }
      : { ...usual, pattern: 'other', otherBusinessDay: business_day };
  }
  const weekday = ONE_WEEKDAY.exec(parts.get('BYDAY') ?? '');
  if (ofMonths && weekday && (has('BYDAY') || has('BYDAY', 'BYMONTH'))) {
    return { ...usual, pattern: 'weekday', ordinal: Number(weekday[1]), weekday: weekday[2] as Weekday, month };
  }
  if (every === 'MONTHLY' && has('BYMONTHDAY') && whole('BYMONTHDAY')) {
    return { ...usual, pattern: 'month_day', monthDay: number('BYMONTHDAY') };
  }
  if (every === 'YEARLY' && has('BYMONTH', 'BYMONTHDAY') && month > 0 && whole('BYMONTHDAY')) {
    return { ...usual, pattern: 'yearly', month, monthDay: number('BYMONTHDAY') };
  }
  const days = (parts.get('BYDAY') ?? '').split(',');
  if (
    every === 'WEEKLY' &&
    (has('BYDAY') || has('BYDAY', 'INTERVAL')) &&
    days.every((day) => (WEEKDAYS as readonly string[]).includes(day))
  ) {
    return {
      ...usual,
      pattern: 'weekly',
      weekdays: days as Weekday[],
      weeks: parts.has('INTERVAL') ? number('INTERVAL') : 1,
    };
  }
  return { ...usual, pattern: 'other' };
}
