import type { Language } from './texts';
import { currentZone } from './zone';

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(
  at: Date,
  language: Language,
  options: Intl.DateTimeFormatOptions,
  zone = currentZone(),
): Record<string, string> {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      ...options,
    });
    formats.set(key, format);
  }
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** 2028/01/05（水）14:30, or 5 Jan 2028, 14:30. */
export function formatDateTime(at: string | Date, language: Language): string {
  const date = new Date(at);
  const { hour, minute } = parts(date, language, { hour: '2-digit', minute: '2-digit' });
  return language === 'ja'
    ? `${formatDate(date, language)}${hour}:${minute}`
    : `${formatDate(date, language)}, ${hour}:${minute}`;
}

/** 2028/01/05（水）, or 5 Jan 2028. */
export function formatDate(at: string | Date, language: Language, zone?: string): string {
  const p = parts(
    new Date(at),
    language,
    {
      year: 'numeric',
      month: language === 'ja' ? '2-digit' : 'short',
      day: language === 'ja' ? '2-digit' : 'numeric',
      weekday: 'short',
    },
    zone,
  );
  return language === 'ja' ? `${p.year}/${p.month}/${p.day}（${p.weekday}）` : `${p.day} ${p.month} ${p.year}`;
}

/** 2028/01/05（水）22:00～23:30, or 5 Jan 2028, 22:00 – 23:30. */
export function formatRange(
  from: string | Date | null | undefined,
  to: string | Date | null | undefined,
  language: Language,
): string | undefined {
  if (!from) {
    return undefined;
  }
  const start = formatDateTime(from, language);
  const end = to ? formatDateTime(to, language) : '';
  const shared = end.slice(0, -5) === start.slice(0, -5) ? end.slice(-5) : end;
  return `${start}${rangeSign(language)}${shared}`;
}

/** What stands between the two ends of a range. */
export function rangeSign(language: Language): string {
  return language === 'ja' ? '～' : ' – ';
}

/** A day without a time, which is the same one in every zone. */
export function formatDay(day: string, language: Language): string {
  return formatDate(`${day}T00:00:00Z`, language, 'UTC');
}

/** 2028年1月, or January 2028. */
export function formatMonth(day: string, language: Language): string {
  const p = parts(new Date(`${day}T00:00:00Z`), language, { year: 'numeric', month: 'long' }, 'UTC');
  return language === 'ja' ? `${p.year}年${Number.parseInt(p.month ?? '', 10)}月` : `${p.month} ${p.year}`;
}

/** 2028年1月5日, or 5 January 2028: to be heard. */
export function formatLongDay(day: string, language: Language): string {
  const number = Number(day.slice(8));
  return language === 'ja' ? `${formatMonth(day, language)}${number}日` : `${number} ${formatMonth(day, language)}`;
}

/** 水, or Wed. */
export function formatWeekday(day: string, language: Language): string {
  return parts(new Date(`${day}T00:00:00Z`), language, { weekday: 'short' }, 'UTC').weekday ?? '';
}

/** 01/05 14:30, or 5 Jan 14:30; the time alone where it is today. For narrow columns, with the full time on hover. */
export function formatShort(at: string | Date, language: Language, now = new Date()): string {
  const date = new Date(at);
  const { hour, minute } = parts(date, language, { hour: '2-digit', minute: '2-digit' });
  if (formatDate(date, language) === formatDate(now, language)) {
    return `${hour}:${minute}`;
  }
  return `${shortDay(date, language)} ${hour}:${minute}`;
}

/** A day of the calendar without its year, as on an axis: 01/05, 5 Jan. */
export function formatShortDay(day: string, language: Language): string {
  return shortDay(new Date(`${day}T00:00:00Z`), language, 'UTC');
}

function shortDay(date: Date, language: Language, zone?: string): string {
  const japanese = language === 'ja';
  const options = { month: japanese ? '2-digit' : 'short', day: japanese ? '2-digit' : 'numeric' } as const;
  const p = parts(date, language, options, zone);
  return japanese ? `${p.month}/${p.day}` : `${p.day} ${p.month}`;
}

/** 3分前, 3 min ago. */
export function formatAgo(at: string | Date, language: Language, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - new Date(at).getTime()) / 60_000);
  if (minutes < 1) {
    return language === 'ja' ? 'たった今' : 'just now';
  }
  if (minutes < 60) {
    return language === 'ja' ? `${minutes}分前` : `${minutes} min ago`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return language === 'ja' ? `${hours}時間前` : `${hours} h ago`;
  }
  const days = Math.floor(hours / 24);
  return language === 'ja' ? `${days}日前` : `${days} d ago`;
}

/** 2時間30分, 2 h 30 min; days only above two of them. */
export function formatDuration(seconds: number, language: Language): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (days >= 2) {
    const left = hours % 24;
    return language === 'ja' ? `${days}日${left ? `${left}時間` : ''}` : `${days} d${left ? ` ${left} h` : ''}`;
  }
  if (hours > 0) {
    return language === 'ja' ? `${hours}時間${rest ? `${rest}分` : ''}` : `${hours} h${rest ? ` ${rest} min` : ''}`;
  }
  return language === 'ja' ? `${rest}分` : `${rest} min`;
}

/** Business time knows no days: 24時間, 24 h. */
export function formatBusinessTime(seconds: number, language: Language): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts =
    language === 'ja'
      ? [hours && `${hours}時間`, (rest || !hours) && `${rest}分`]
      : [hours && `${hours} h`, (rest || !hours) && `${rest} min`];
  return parts.filter(Boolean).join(language === 'ja' ? '' : ' ');
}

/** Exact up to 10,000. */
export function formatCount(count: number, lowerBound = false): string {
  return `${count >= 10_000 ? count.toLocaleString('en-US') : count}${lowerBound ? '+' : ''}`;
}

export function formatSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
