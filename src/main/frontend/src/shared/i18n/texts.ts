/** The languages of the product. Japanese comes first. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text with a place in it is a function. */
type Text = string | ((...args: never[]) => string);
export interface TextTree {
  readonly [key: string]: Text | TextTree;
}

/** The same keys with the same places, in another language. */
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] extends Text ? T[K] : Shape<T[K]> };

export interface Texts<T> {
  readonly ja: T;
  readonly en: Shape<T>;
}

/** The texts of a feature: a key that one language lacks does not compile. */
export function defineTexts<const T extends TextTree>(texts: Texts<T>): Texts<Shape<T>> {
  return texts as Texts<Shape<T>>;
}

/** A pair of labels as the API has them. */
export interface Label {
  ja?: string;
  en?: string;
}

export function labelIn(label: Label | null | undefined, language: Language): string {
  return label?.[language] ?? label?.ja ?? label?.en ?? '';
}
