import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { isProblem } from '@/shared/api/problem';
import { useCiTypesQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { useDistinguishMutation, useDuplicatesQuery, type Duplicate } from './cmdbApi';
import { MergeDialog } from './MergeDialog';
import { texts } from './texts';

/** Pairs of items that share what identifies them, to be merged or told apart by hand. */
export function DuplicatesPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const [page, setPage] = useState(1);
  const [merging, setMerging] = useState<Duplicate>();
  const { data: found, error, refetch } = useDuplicatesQuery(page);
  const { data: types = [] } = useCiTypesQuery();
  const [distinguish, { error: refused }] = useDistinguishMutation();
  const writable = may(me, 'cmdb:write');
  const fieldName = (field: string, type?: string) =>
    field === 'name'
      ? t.name
      : labelIn(
          types.find(({ key }) => key === type)?.definition.attributes?.find(({ key }) => `attributes.${key}` === field)
            ?.label,
          language,
        ) || field;
  return (
    <>
      <PageHeader
        title={t.duplicates}
        hint={t.duplicatesHint}
        actions={
          <IconButton size="small" component={Link} to="/cmdb" aria-label={t.back} sx={{ order: -1 }}>
            <ArrowLeft size={16} aria-hidden />
          </IconButton>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        <ErrorAlert error={isProblem(refused) ? refused : undefined} />
        {found ? (
          found.items.length > 0 ? (
            <Grid head={[t.one, t.other, t.sharedValue, ...(writable ? [''] : [])]} label={t.duplicates}>
              {found.items.map((pair) => (
                <tr key={pair.one.id + pair.other.id}>
                  {[pair.one, pair.other].map((ci) => (
                    <Box component="td" key={ci.id} sx={{ minWidth: 160 }}>
                      <Link to={`/cmdb/${ci.id}`}>{ci.name}</Link>
                    </Box>
                  ))}
                  <td>
                    {pair.shared.map(({ field, value }) => (
                      <div key={field}>
                        {fieldName(field, pair.one.ci_class)}: {value}
                      </div>
                    ))}
                  </td>
                  {writable && (
                    <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                      <Button aria-label={t.mergeOf(pair.one.name, pair.other.name)} onClick={() => setMerging(pair)}>
                        {t.merge}
                      </Button>
                      <Button
                        color="inherit"
                        aria-label={t.notSameOf(pair.one.name, pair.other.name)}
                        onClick={() => void distinguish({ id: pair.one.id, other: pair.other.id })}
                      >
                        {t.notSame}
                      </Button>
                    </Box>
                  )}
                </tr>
              ))}
            </Grid>
          ) : (
            <EmptyState title={t.noDuplicates} hint={t.noDuplicatesHint} />
          )
        ) : (
          !error && <RowSkeletons rows={6} />
        )}
        <Pager page={page} hasNext={found?.hasNext} onPage={setPage} />
      </Box>
      {merging && <MergeDialog one={merging.one.id} other={merging.other.id} onClose={() => setMerging(undefined)} />}
    </>
  );
}
