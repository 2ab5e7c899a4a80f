import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useTemplatesQuery } from '@/shared/kept/keptApi';

import { KeptByMe } from './KeptByMe';
import { texts } from './texts';

/** The reports that somebody makes again and again. */
export function TemplatesOfMine() {
  const t = useTexts(texts).templates;
  const { data: templates = [] } = useTemplatesQuery();
  return (
    <KeptByMe
      path="templates"
      title={t.title}
      hint={t.hint}
      items={templates}
      line={({ kind, fields }) =>
        [(t.kinds as Record<string, string>)[kind ?? ''], fields.title].filter(Boolean).join(' · ')
      }
      content={({ kind, fields }) => ({ kind, fields })}
    />
  );
}
