import { Fragment } from 'react';

import type { KeptField } from '@/shared/api/wordsApi';
import { formatDate } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';

import { CiName } from './CiName';
import { PersonById } from './PersonById';
import { texts } from './texts';
import { UnitName } from './UnitName';

/** What a form keeps on a ticket, by its type: people and things by name. */
export function KeptValue({ field, value }: { field: Pick<KeptField, 'type' | 'options'>; value: unknown }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (value === undefined || value === null || value === '') {
    return null;
  }
  if (Array.isArray(value)) {
    return value.map((one, at) => (
      <Fragment key={String(one)}>
        {at > 0 && t.comma}
        <KeptValue field={field} value={one} />
      </Fragment>
    ));
  }
  const said = String(value as string | number | boolean);
  switch (field.type) {
    case 'number':
      return typeof value === 'number' ? value.toLocaleString(language) : said;
    case 'date':
      return formatDate(`${said}T12:00:00`, language);
    case 'checkbox':
      return said === 'true' ? t.yes : t.no;
    case 'person':
      return <PersonById id={said} />;
    case 'ci':
      return <CiName id={said} />;
    case 'site':
      return <UnitName kind="sites" id={said} />;
    case 'department':
      return <UnitName kind="departments" id={said} />;
    case 'choice': {
      const option = field.options.find((one) => one.value === said);
      return option ? labelIn(option.label, language) : said;
    }
    default:
      return said;
  }
}
