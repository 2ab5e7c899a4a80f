import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useTextModulesQuery } from '@/shared/kept/keptApi';
import { field } from '@/shared/lib/fields';

import { KeptByMe } from './KeptByMe';
import { texts } from './texts';

/** The texts that somebody keeps for answers. */
export function TextsOfMine() {
  const t = useTexts(texts).modules;
  const { language } = useLanguage();
  const { data: modules = [] } = useTextModulesQuery();
  return (
    <KeptByMe
      path="text-modules"
      title={t.title}
      hint={t.hint}
      addLabel={t.add}
      items={modules}
      line={(module) =>
        (language === 'ja' ? module.content_ja : module.content_en) ?? module.content_ja ?? module.content_en
      }
      fields={[field('content_ja', t.ja, 'textarea'), field('content_en', t.en, 'textarea')]}
      fieldsHint={t.places}
      content={({ content_ja, content_en }) => ({ content_ja, content_en })}
    />
  );
}
