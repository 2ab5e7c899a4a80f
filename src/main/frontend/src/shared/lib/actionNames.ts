import type { Action } from '@/shared/api/model';
import { labelIn, type Language } from '@/shared/i18n/texts';

/** Tells an action from those of the same name that other tasks offer. */
export const keyOf = ({ element, name }: Action) => `${element}/${name}`;

/** What an action is called among those beside it: with its task where another is called the same. */
export function nameOf(action: Action, among: readonly Action[], language: Language): string {
  const name = labelIn(action.label, language);
  const twice = among.some((other) => other !== action && other.name === action.name);
  if (!twice || !action.task) {
    return name;
  }
  return language === 'ja' ? `${name}（${action.task}）` : `${name} (${action.task})`;
}
