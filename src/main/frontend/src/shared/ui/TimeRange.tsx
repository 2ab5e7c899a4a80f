import { formatRange } from '@/shared/i18n/format';
import { useLanguage } from '@/shared/i18n/LanguageProvider';

import { ZoneName } from './ZoneName';

interface Props {
  from: string | null | undefined;
  to: string | null | undefined;
}

/** From when to when, with the zone; nothing without a beginning. */
export function TimeRange({ from, to }: Props) {
  const { language } = useLanguage();
  const range = formatRange(from, to, language);
  return (
    range &&
    from && (
      <>
        {range} <ZoneName at={new Date(from)} />
      </>
    )
  );
}
