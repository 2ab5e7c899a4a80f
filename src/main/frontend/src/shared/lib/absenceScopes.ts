import { KINDS } from '@/shared/api/model';
import { KIND_NAMES } from '@/shared/i18n/kindNames';
import type { Language } from '@/shared/i18n/texts';

/** The scope of an absence that hands over everything. */
export const EVERYTHING = 'all';

/** What an absence can be about, as the API says it, and what it is called. */
export function absenceScopes(language: Language): readonly (readonly [value: string, name: string])[] {
  const everything = language === 'ja' ? 'すべて' : 'Everything';
  return [
    [EVERYTHING, everything],
    ...[...KINDS, { kind: 'article', path: 'articles' }].map(
      ({ kind, path }) => [path, KIND_NAMES[language][kind] ?? path] as const,
    ),
  ];
}

/** What the scope of an absence is called. */
export function scopeName(scope: string | undefined, language: Language): string {
  return absenceScopes(language).find(([value]) => value === scope)?.[1] ?? scope ?? '';
}
