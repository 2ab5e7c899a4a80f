import { useLanguage } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';

import { useRolesQuery } from './adminApi';

/** What a role is called: a shipped one by the product's word, one of the tenant's own as it named it. */
export function useRoleName(): (role: string | null | undefined) => string {
  const { language } = useLanguage();
  const { data: roles = [] } = useRolesQuery();
  return (role) => {
    const own = roles.find((one) => one.role === role);
    return own?.name_ja && own.name_en ? (language === 'ja' ? own.name_ja : own.name_en) : word('role', role, language);
  };
}
