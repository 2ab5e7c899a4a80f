import type { CiType } from '@/shared/api/model';
import { labelIn, type Language } from '@/shared/i18n/texts';

/** What people call a type of items; empty for one that is not known. */
export function ciTypeName(types: readonly CiType[], key: string | undefined, language: Language): string {
  return labelIn(types.find((type) => type.key === key)?.definition.name, language);
}
