import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';

import { formatCount, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';

import { Section } from './SidePanel';
import { texts } from './texts';
import { useAlertsQuery } from './ticketApi';

/** The groups of alerts that an incident stands for; nothing where there are none. */
export function Alerts({ incident, number }: { incident: string; number: string }) {
  const t = useTexts(texts).alerts;
  const { language } = useLanguage();
  const { data: found } = useAlertsQuery({ incident, number });
  if (!found || found.items.length === 0) {
    return null;
  }
  return (
    <Section title={t.title}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1, fontSize: '0.8125rem' }}>
        {found.items.map((group) => (
          <li key={group.id}>
            <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
              <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{group.title}</Box>
              <Chip
                size="small"
                variant="outlined"
                color={group.state === 'firing' ? 'error' : 'default'}
                label={t.states[group.state === 'firing' ? 'firing' : 'resolved']}
              />
            </Box>
            <Box sx={{ color: 'text.secondary' }}>
              {[
                group.source,
                t.received(group.received ?? 0),
                group.updated_at && t.heard(formatDateTime(group.updated_at, language)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Box>
          </li>
        ))}
      </Box>
      {found.hasNext && (
        <Box sx={{ mt: 1, color: 'text.secondary', fontSize: '0.8125rem' }}>
          {t.all(formatCount(found.total, found.more))}
        </Box>
      )}
    </Section>
  );
}
