import Box from '@mui/material/Box';

import type { PresentPerson } from '@/shared/api/presenceApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { Person } from './Person';
import { texts } from './texts';

const SHOWN = 3;

/** Who else is at a ticket; with a line around them while they write. */
export function Present({ people = [], size = 20 }: { people?: readonly PresentPerson[]; size?: number }) {
  const t = useTexts(texts).present;
  if (people.length === 0) {
    return null;
  }
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: '2px', flex: 'none' }}>
      {people.slice(0, SHOWN).map((person) => (
        <Box
          key={person.id}
          component="span"
          sx={{
            display: 'inline-flex',
            p: '1px',
            border: '2px',
            borderStyle: person.mode === 'writing' ? 'solid' : 'dotted',
            borderColor: person.mode === 'writing' ? 'primary.main' : 'divider',
            borderRadius: '50%',
          }}
        >
          <Person person={person} size={size} hint={person.mode === 'writing' ? t.writing : t.viewing} />
        </Box>
      ))}
      {people.length > SHOWN && (
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
          +{people.length - SHOWN}
        </Box>
      )}
    </Box>
  );
}
