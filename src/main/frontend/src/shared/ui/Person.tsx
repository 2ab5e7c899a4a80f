import Box from '@mui/material/Box';

import type { Language } from '@/shared/i18n/texts';
import { useLanguage } from '@/shared/i18n/LanguageProvider';

interface Named {
  id?: string;
  username?: string;
  first_name?: string | null;
  last_name?: string | null;
}

/** Family name first in Japanese, given name first in English; a name in kanji keeps its order. */
export function personName(person: Named | null | undefined, language: Language): string {
  if (!person) {
    return '';
  }
  const japanese = language === 'ja' || /[぀-鿿]/.test(`${person.last_name}${person.first_name}`);
  const names = japanese ? [person.last_name, person.first_name] : [person.first_name, person.last_name];
  return names.filter(Boolean).join(' ') || (person.username ?? '');
}

function initials(person: Named): string {
  const family = person.last_name ?? person.username ?? '?';
  return /[぀-鿿]/.test(family)
    ? family.slice(0, 2)
    : `${(person.first_name ?? '').slice(0, 1)}${family.slice(0, 1)}`.toUpperCase();
}

/** A person as initials, with the name beside it or on hover. */
export function Person({
  person,
  size = 24,
  withName = false,
  hint,
}: {
  person?: Named | null;
  size?: number;
  withName?: boolean;
  /** what the person is doing */
  hint?: string;
}) {
  const { language } = useLanguage();
  if (!person) {
    return null;
  }
  const name = personName(person, language);
  const said = hint ? `${name} ${hint}` : name;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, minWidth: 0, verticalAlign: 'middle' }}
    >
      <Box
        component="span"
        title={said}
        {...(withName ? { 'aria-hidden': true } : { role: 'img', 'aria-label': said })}
        sx={{
          flex: 'none',
          width: size,
          height: size,
          borderRadius: '50%',
          display: 'inline-flex',
          alignItems: 'center',
          justifyContent: 'center',
          fontSize: size * 0.4,
          fontWeight: 600,
          lineHeight: 1,
          whiteSpace: 'nowrap',
          color: 'primary.main',
          bgcolor: 'primary.light',
        }}
      >
        {initials(person)}
      </Box>
      {withName && (
        <Box component="span" data-word sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {name}
        </Box>
      )}
    </Box>
  );
}
