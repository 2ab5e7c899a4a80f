import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Merge, Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { useCiTypesQuery } from '@/shared/api/ticketApi';
import { formatCount } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { changedParams } from '@/shared/lib/changedParams';
import { ciTypeName } from '@/shared/lib/ciTypes';
import { usePage } from '@/shared/lib/usePage';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { Words } from '@/shared/ui/Words';

import { CiDialog } from './CiDialog';
import { useCisQuery } from './cmdbApi';
import { ImportDialog } from './ImportDialog';
import { texts } from './texts';

const STATUSES = ['planned', 'live', 'retired'] as const;

/** All configuration items; what narrows them is in the address. */
export function CmdbPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const asked: Record<string, string> = {};
  for (const key of ['q', 'ci_class', 'status']) {
    const value = params.get(key);
    if (value) {
      asked[key] = value;
    }
  }
  const [page, toPage] = usePage();
  const { data: found, error, refetch } = useCisQuery({ ...asked, limit: '50', page: String(page) });
  const { data: types = [] } = useCiTypesQuery();
  const typeName = (key?: string) => ciTypeName(types, key, language) || key;
  function narrow(key: string, value: string) {
    setParams((before) => changedParams(before, { [key]: value }), { replace: true });
  }
  return (
    <>
      <PageHeader
        title={t.title}
        hint={found && t.count(formatCount(found.total, found.more))}
        actions={
          may(me, 'cmdb:write') && (
            <>
              <Button component={Link} to="/cmdb/duplicates" startIcon={<Merge size={16} aria-hidden />}>
                {t.duplicates}
              </Button>
              <Button startIcon={<Upload size={16} aria-hidden />} onClick={() => setImporting(true)}>
                {t.imports}
              </Button>
              <Button variant="outlined" startIcon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
                {t.add}
              </Button>
            </>
          )
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 0.5 }}>
          <Words
            label={t.filter}
            hint={t.filterHint}
            width={240}
            value={params.get('q') ?? ''}
            onChange={(q) => narrow('q', q)}
          />
          <TextField
            select
            label={t.type}
            value={types.some(({ key }) => key === params.get('ci_class')) ? params.get('ci_class') : ''}
            onChange={(event) => narrow('ci_class', event.target.value)}
            sx={{ width: 160 }}
          >
            <MenuItem value="">{t.any}</MenuItem>
            {types.map(({ key, definition }) => (
              <MenuItem key={key} value={key}>
                {labelIn(definition.name, language)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={t.status}
            value={params.get('status') ?? ''}
            onChange={(event) => narrow('status', event.target.value)}
            sx={{ width: 130 }}
          >
            <MenuItem value="">{t.any}</MenuItem>
            {STATUSES.map((status) => (
              <MenuItem key={status} value={status}>
                {t.statuses[status]}
              </MenuItem>
            ))}
          </TextField>
        </Box>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {found ? (
          found.items.length > 0 ? (
            <Grid head={[t.name, t.type, t.tier, t.status, t.description]} label={t.title}>
              {found.items.map((ci) => (
                <tr key={ci.id}>
                  <Box component="td" sx={{ minWidth: 180 }}>
                    <Box
                      component={Link}
                      to={`/cmdb/${ci.id}`}
                      sx={{
                        color: 'text.primary',
                        fontWeight: 500,
                        textDecoration: 'none',
                        '&:hover': { textDecoration: 'underline' },
                      }}
                    >
                      {ci.name}
                    </Box>
                  </Box>
                  <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                    {typeName(ci.ci_class)}
                  </Box>
                  <td>{ci.tier}</td>
                  <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                    {ci.status && t.statuses[ci.status]}
                  </Box>
                  <Box component="td" sx={{ color: 'text.secondary', minWidth: 200 }}>
                    {ci.description}
                  </Box>
                </tr>
              ))}
            </Grid>
          ) : (
            <EmptyState title={t.empty} hint={t.emptyHint} />
          )
        ) : (
          !error && <RowSkeletons rows={10} />
        )}
        <Pager page={page} hasNext={found?.hasNext} onPage={toPage} />
      </Box>
      {adding && <CiDialog onClose={() => setAdding(false)} onSaved={(ci) => void navigate(`/cmdb/${ci.id}`)} />}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  );
}
