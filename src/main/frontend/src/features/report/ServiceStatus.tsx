import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CircleAlert, CircleCheck } from 'lucide-react';

import { useMe, may } from '@/shared/api/profile';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';

import { useServiceStatusQuery } from './statusApi';
import { texts } from './texts';

function useStatus() {
  const me = useMe();
  return useServiceStatusQuery(undefined, {
    skip: !may(me, 'knowledge:read') || !me.tenant,
    pollingInterval: 60_000,
    skipPollingIfUnfocused: true,
    refetchOnFocus: true,
  }).data;
}

/** What many have reported already: whoever suffers from it need not report it again. */
export function MajorIncidents() {
  const t = useTexts(texts).status;
  const { language } = useLanguage();
  const status = useStatus();
  return status?.major_incidents.map((major) => (
    <Alert key={`${major.title} ${major.since}`} severity="warning" sx={{ mb: 1.5 }}>
      <Box sx={{ fontWeight: 600 }}>{t.major(major.title)}</Box>
      {t.since(formatDateTime(major.since, language))}
      {major.service_ids.length > 0 &&
        ` ${t.services(
          status.services
            .filter(({ id }) => major.service_ids.includes(id))
            .map(({ name }) => name)
            .join(language === 'ja' ? '、' : ', '),
        )}`}
      <Box>{t.known}</Box>
    </Alert>
  ));
}

/** How the services fare. */
export function Services() {
  const t = useTexts(texts).status;
  const status = useStatus();
  if (!status || status.services.length === 0) {
    return null;
  }
  return (
    <Box component="section" sx={{ mt: 3 }}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {t.title}
      </Typography>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
          columnGap: 3,
        }}
      >
        {status.services.map(({ id, name, is_disrupted: disrupted }) => (
          <Box
            component="li"
            key={id}
            sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 36, borderTop: 1, borderColor: 'divider' }}
          >
            <Box
              component="span"
              sx={{ display: 'inline-flex', color: disrupted ? 'meaning.late' : 'meaning.resolved.text' }}
            >
              {disrupted ? <CircleAlert size={16} aria-hidden /> : <CircleCheck size={16} aria-hidden />}
            </Box>
            <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
              {name}
            </Box>
            <Box component="span" sx={{ color: disrupted ? 'meaning.late' : 'text.secondary', fontSize: '0.8125rem' }}>
              {disrupted ? t.disrupted : t.available}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
