import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { may, useMe } from '@/shared/api/profile';
import { useCiTypesQuery, useFindReportableCisQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ciTypeName } from '@/shared/lib/ciTypes';
import { RowLinks } from '@/shared/ui/RowLinks';

import { texts } from './texts';

/** The devices and services that somebody owns, each of which he reports about in one step. */
export function MyDevices() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const { data = [] } = useFindReportableCisQuery('');
  const { data: types = [] } = useCiTypesQuery(undefined, { skip: !may(me, 'cmdb:read') });
  const mine = data.filter(({ is_mine }) => is_mine);
  if (mine.length === 0) {
    return null;
  }
  return (
    <Box component="section" sx={{ mt: 3 }}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {t.devices}
      </Typography>
      <RowLinks
        rows={mine.map(({ id, name, ci_class }) => ({
          key: id,
          to: `/new?ci=${id}`,
          content: (
            <>
              {name}
              <Box component="span" sx={{ ml: 1, color: 'text.secondary', fontSize: '0.75rem' }}>
                {ciTypeName(types, ci_class, language)}
              </Box>
            </>
          ),
        }))}
      />
    </Box>
  );
}
