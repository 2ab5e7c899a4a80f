import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { skipToken } from '@reduxjs/toolkit/query';
import { Plus } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { useKnownErrorsQuery } from '@/shared/api/ticketApi';
import { useArticlesQuery, useFindArticlesQuery, useTitleOf } from '@/shared/articles/articlesApi';
import { formatCount } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { statusWord } from '@/shared/i18n/words';
import { changedParams } from '@/shared/lib/changedParams';
import { usePage } from '@/shared/lib/usePage';
import { KnownErrorList } from '@/shared/similar/SimilarLists';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { RowLinks } from '@/shared/ui/RowLinks';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';
import { Words } from '@/shared/ui/Words';

import { texts } from './texts';

const STATUSES = ['draft', 'review', 'published', 'expired', 'retired', 'discarded'];

interface Row {
  number: string;
  title: string;
  status: string;
  phase: string;
  note?: string;
}

/** The articles that the reader may read; what narrows them is in the address. */
export function KnowledgePage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const whole = may(me, 'article:read');
  const titleOf = useTitleOf();
  const [params, setParams] = useSearchParams();
  const words = (params.get('q') ?? '').trim();
  const status = params.get('status') ?? '';
  const [at, toPage] = usePage();
  const asked = { limit: '50', page: String(at), ...(status && { status }) };
  const listed = useArticlesQuery(words ? skipToken : asked);
  const found = useFindArticlesQuery(words ? { ...asked, q: words } : skipToken);
  // what helps until the cause is removed stands beside what is written about it
  const { currentData: known = [] } = useKnownErrorsQuery(
    words && at === 1 && may(me, 'knowledge:read') ? { q: words } : skipToken,
  );
  const { error, refetch } = words ? found : listed;
  const page = words ? found.data : listed.data;
  const rows: Row[] | undefined = words
    ? found.data?.items.map(({ number, title, status, phase }) => ({ number, title, status, phase }))
    : listed.data?.items.map((one) => ({
        number: one.article_number,
        title: titleOf(one),
        status: one.status,
        phase: one.phase,
        note: [
          one.title_ja && t.japanese,
          one.title_en && t.english,
          one.audience === 'agents' && t.audiences.agents,
          whole && one.published_version && t.helped(one.helped, one.not_helped, one.spared),
        ]
          .filter(Boolean)
          .join(' · '),
      }));
  function narrow(key: string, value: string) {
    setParams((before) => changedParams(before, { [key]: value }), { replace: true });
  }
  return (
    <Box sx={{ maxWidth: 900 }}>
      <PageHeader
        title={t.title}
        hint={page && t.count(formatCount(page.total, page.more))}
        actions={
          <>
            {may(me, 'knowledge:write') && (
              <Button component={Link} to="/knowledge/synonyms">
                {t.synonyms}
              </Button>
            )}
            {may(me, 'article:create') && (
              <Button
                component={Link}
                to="/knowledge/new"
                variant="outlined"
                startIcon={<Plus size={16} aria-hidden />}
              >
                {t.write}
              </Button>
            )}
          </>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 0.5 }}>
          <Words
            label={t.find}
            hint={t.findHint}
            width={320}
            value={params.get('q') ?? ''}
            onChange={(q) => narrow('q', q)}
          />
          {whole && (
            <TextField
              select
              label={t.status}
              value={STATUSES.includes(status) ? status : ''}
              onChange={(event) => narrow('status', event.target.value)}
              sx={{ width: 160 }}
            >
              <MenuItem value="">{t.any}</MenuItem>
              {STATUSES.map((one) => (
                <MenuItem key={one} value={one}>
                  {statusWord({ status: one, kind: 'article' }, language)}
                </MenuItem>
              ))}
            </TextField>
          )}
        </Box>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {!rows && !error && <RowSkeletons rows={5} />}
        {words && known.length > 0 && (
          <Box component="section" aria-label={t.knownErrors}>
            <Typography variant="h2">{t.knownErrors}</Typography>
            <KnownErrorList errors={known} />
          </Box>
        )}
        {rows?.length === 0 && (!words || known.length === 0) && (
          <EmptyState
            title={t.empty}
            hint={t.emptyHint}
            action={
              <Button component={Link} to="/new" variant="outlined">
                {t.report}
              </Button>
            }
          />
        )}
        {rows && rows.length > 0 && (
          <RowLinks
            rows={rows.map((row) => ({
              key: row.number,
              to: `/knowledge/${row.number}`,
              content: (
                <>
                  <Box sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>{row.title}</Box>
                  <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
                    {row.number} {whole && <StatusChip status={row.status} phase={row.phase} kind="article" />}{' '}
                    {row.note}
                  </Box>
                </>
              ),
            }))}
          />
        )}
        <Pager page={at} hasNext={page?.hasNext} onPage={toPage} />
      </Box>
    </Box>
  );
}
