import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { useRequestTypesQuery } from '@/shared/api/requestsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { texts } from './texts';

/** More than these are narrowed by words. */
const MANY = 8;

/** What the reader may ask for: whatever models make it. */
export function CataloguePage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: types, error, refetch } = useRequestTypesQuery(language, { refetchOnMountOrArgChange: true });
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const shown = types?.filter(({ label, description }) =>
    `${label.ja} ${label.en} ${description ?? ''}`.toLowerCase().includes(wanted),
  );
  const report = (
    <Button component={Link} to="/new" variant="outlined">
      {t.report}
    </Button>
  );
  return (
    <Box sx={{ maxWidth: 800 }}>
      <PageHeader title={t.title} />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {!types && !error && <RowSkeletons rows={4} />}
        {types && types.length > MANY && (
          <TextField
            label={t.filter}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            sx={{ mb: 1, maxWidth: 360 }}
          />
        )}
        {types?.length === 0 && <EmptyState title={t.empty} hint={t.emptyHint} action={report} />}
        {types && types.length > 0 && shown?.length === 0 && (
          <EmptyState title={t.noneFound} hint={t.noneFoundHint} action={report} />
        )}
        {shown && shown.length > 0 && (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderTop: 1, borderColor: 'divider' }}>
            {shown.map(({ type, label, description }) => (
              <Box component="li" key={type} sx={{ borderBottom: 1, borderColor: 'divider' }}>
                <Box
                  component={Link}
                  to={`/catalogue/${type}`}
                  sx={{
                    display: 'flex',
                    alignItems: 'center',
                    gap: 1,
                    py: 1.25,
                    px: 1,
                    mx: -1,
                    borderRadius: 1,
                    color: 'text.primary',
                    textDecoration: 'none',
                    '&:hover': { bgcolor: 'action.hover' },
                  }}
                >
                  <Box sx={{ flex: 1, minWidth: 0 }}>
                    <Box sx={{ fontWeight: 500 }}>{labelIn(label, language)}</Box>
                    {description && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{description}</Box>}
                  </Box>
                  <ChevronRight size={16} aria-hidden />
                </Box>
              </Box>
            ))}
          </Box>
        )}
      </Box>
    </Box>
  );
}
