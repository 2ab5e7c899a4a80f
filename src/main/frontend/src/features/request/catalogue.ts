import type { RequestType } from '@/shared/api/model';
import { labelIn, type Language } from '@/shared/i18n/texts';

/** Those of whose name, purpose or category each of the words is a part, in either language. */
export function matching(types: readonly RequestType[], words: string): RequestType[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return types.filter(({ label, description, category }) => {
    const text = [label.ja, label.en, description, category?.ja, category?.en].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

export interface Group {
  category: RequestType['category'];
  types: RequestType[];
}

/** The types under their categories, both in the order of the reader's language; those without one come last. */
export function byCategory(types: readonly RequestType[], language: Language): Group[] {
  const groups = new Map<string, Group>();
  for (const type of types) {
    const name = type.category ? labelIn(type.category, language) : '';
    const group = groups.get(name) ?? { category: type.category, types: [] };
    group.types.push(type);
    groups.set(name, group);
  }
  const { compare } = new Intl.Collator(language);
  return [...groups]
    .sort(([one], [other]) => Number(!one) - Number(!other) || compare(one, other))
    .map(([, group]) => ({
      ...group,
      types: group.types.sort((one, other) => compare(labelIn(one.label, language), labelIn(other.label, language))),
    }));
}
