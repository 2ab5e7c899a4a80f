import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';

import type { RequestType } from '@/shared/api/model';
import { useRequestDraftsQuery, useRequestTypesQuery } from '@/shared/api/requestsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RowLinks } from '@/shared/ui/RowLinks';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { byCategory, matching } from './catalogue';
import { texts } from './texts';

/** More than these are narrowed by words. */
const MANY = 8;

/** What the reader may ask for: whatever models make it. */
export function CataloguePage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: types, error, refetch } = useRequestTypesQuery(language, { refetchOnMountOrArgChange: true });
  const [words, setWords] = useState('');
  const groups = types && byCategory(matching(types, words), language);
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
        {types && <Drafts types={types} />}
        {types?.length === 0 && <EmptyState title={t.empty} hint={t.emptyHint} action={report} />}
        {types && types.length > 0 && groups?.length === 0 && (
          <EmptyState title={t.noneFound} hint={t.noneFoundHint} action={report} />
        )}
        {groups?.map(({ category, types: offered }) => (
          <Box component="section" key={category?.en ?? ''} sx={{ '& + &': { mt: 3 } }}>
            {groups.length > 1 && (
              <Typography component="h2" variant="subtitle2" sx={{ py: 0.75, color: 'text.secondary' }}>
                {category ? labelIn(category, language) : t.others}
              </Typography>
            )}
            <Offers types={offered} />
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Offers({ types }: { types: readonly RequestType[] }) {
  const { language } = useLanguage();
  return (
    <RowLinks
      rows={types.map(({ type, label, description }) => ({
        key: type,
        to: `/catalogue/${type}`,
        content: (
          <>
            <Box sx={{ fontWeight: 500 }}>{labelIn(label, language)}</Box>
            {description && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{description}</Box>}
          </>
        ),
      }))}
    />
  );
}

/** What the reader has begun to request and not sent. */
function Drafts({ types }: { types: readonly RequestType[] }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: drafts = [] } = useRequestDraftsQuery(undefined, { refetchOnMountOrArgChange: true });
  if (drafts.length === 0) {
    return null;
  }
  return (
    <Box component="section" sx={{ mb: 3 }}>
      <Typography component="h2" variant="subtitle2" sx={{ py: 0.75, color: 'text.secondary' }}>
        {t.drafts}
      </Typography>
      <RowLinks
        rows={drafts.map(({ id, type, fields, updated_at }) => {
          const name = labelIn(types.find((one) => one.type === type)?.label, language) || type;
          return {
            key: id,
            to: `/catalogue/${type}?draft=${id}`,
            content: (
              <>
                <Box sx={{ fontWeight: 500 }}>
                  {[name, fields.title]
                    .filter((said) => typeof said === 'string')
                    .join(language === 'ja' ? '：' : ': ')}
                </Box>
                <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
                  {t.savedAt(formatDateTime(updated_at, language))}
                </Box>
              </>
            ),
          };
        })}
      />
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {t.draftsHint}
      </Typography>
    </Box>
  );
}
