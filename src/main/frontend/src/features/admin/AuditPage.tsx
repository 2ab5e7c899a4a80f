import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useSearchParams } from 'react-router';

import { isProblem } from '@/shared/api/problem';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import type { Language } from '@/shared/i18n/texts';
import { word } from '@/shared/i18n/words';
import { changedParams } from '@/shared/lib/changedParams';
import { fromField } from '@/shared/lib/localTime';
import { useCursorPage } from '@/shared/lib/useCursorPage';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { OneChoice } from '@/shared/ui/OneChoice';
import { Pager } from '@/shared/ui/Pager';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { Words } from '@/shared/ui/Words';

import { useAuditQuery, useLazyVerificationQuery } from './adminApi';
import { actionName, AUDITED, channelName, entityName, findingName } from './auditTexts';
import { texts } from './texts';

const FILTERS = ['action', 'entity_type', 'entity_id'] as const;

/** Who did what, and whether the log is whole. */
export function AuditPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [params, setParams] = useSearchParams();
  const asked: Record<string, string> = {};
  for (const key of FILTERS) {
    const value = params.get(key);
    if (value) {
      asked[key] = value;
    }
  }
  const from = fromField(params.get('from') ?? '');
  if (from) {
    asked.from = from;
  }
  const { page, cursor, to } = useCursorPage();
  const {
    currentData: rows,
    data: latest,
    error,
  } = useAuditQuery({ ...asked, limit: '50', ...(cursor && { cursor }) });
  const [verify, { data: verified, error: unverified, isFetching }] = useLazyVerificationQuery();
  function narrow(key: string, value: string) {
    setParams((before) => changedParams(before, { [key]: value, cursor: '' }), { replace: true });
  }
  const exported = new URLSearchParams(asked);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 0.5 }}>
        <Named
          label={t.action}
          values={AUDITED.actions}
          name={actionName}
          value={params.get('action') ?? ''}
          onChange={(action) => narrow('action', action)}
        />
        <Named
          label={t.entity}
          values={AUDITED.entities}
          name={entityName}
          value={params.get('entity_type') ?? ''}
          onChange={(type) => narrow('entity_type', type)}
        />
        <Words
          label="ID"
          width={170}
          value={params.get('entity_id') ?? ''}
          onChange={(id) => narrow('entity_id', id)}
        />
        <DateTimeField
          label={t.from}
          value={params.get('from') ?? ''}
          onChange={(from) => narrow('from', from)}
          sx={{ width: 220 }}
        />
        <Box sx={{ flex: 1 }} />
        <Button component="a" href={`/api/v1/audit/export?${exported}`} download>
          {t.exportLog}
        </Button>
        <Button variant="outlined" disabled={isFetching} onClick={() => void verify()}>
          {t.verify}
        </Button>
      </Box>
      <ErrorAlert error={error ?? (isProblem(unverified) ? unverified : undefined)} />
      {verified && (
        <Alert severity={verified.intact ? 'success' : 'error'}>
          {verified.intact ? t.intact(String(verified.rows ?? 0)) : t.broken(String(verified.findings?.length ?? 0))}
          {verified.head?.seal && (
            <Box component="code" sx={{ display: 'block', overflowWrap: 'anywhere', fontSize: '0.75rem' }}>
              {verified.head.number} {verified.head.seal}
            </Box>
          )}
          {verified.findings?.map((finding) => (
            <div key={`${finding.seal_number} ${finding.finding}`}>
              {finding.week} {finding.seal_number} {findingName(finding.finding, language)} ({finding.found}/
              {finding.expected})
            </div>
          ))}
        </Alert>
      )}
      {rows ? (
        <Grid head={[t.at, t.actor, t.action, t.entity, t.channel, t.details]} label={t.pages.audit}>
          {rows.items.map((row) => (
            <tr key={row.id}>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {row.at && formatDateTime(row.at, language)}
              </Box>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {row.actor?.name ?? t.system}
              </Box>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {actionName(row.action, language)}
              </Box>
              <Box component="td" sx={{ fontSize: '0.8125rem', minWidth: 280 }}>
                {entityName(row.entity_type, language)}
                <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{row.entity_id}</Box>
              </Box>
              <Box component="td" sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
                {channelName(row.channel, language) ?? word('source', row.channel, language)} {row.program}{' '}
                {row.address}
              </Box>
              <Box component="td" sx={{ fontSize: '0.75rem', color: 'text.secondary', minWidth: 220 }}>
                {Object.entries(row.after ?? row.before ?? {})
                  .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
                  .join(', ')
                  .slice(0, 240)}
              </Box>
            </tr>
          ))}
        </Grid>
      ) : (
        !error && <RowSkeletons />
      )}
      <Pager
        page={page}
        // the button stays while the next page comes, as the focus does that is on it
        hasNext={(rows ?? latest)?.next !== undefined}
        onPage={(wanted) => (wanted < page || rows) && to(wanted, rows?.next)}
      />
    </Box>
  );
}

/** One of many words of the log, by its name; one that is not known here is offered while it is chosen. */
function Named({
  label,
  values,
  name,
  value,
  onChange,
}: {
  label: string;
  values: readonly string[];
  name: (value: string, language: Language) => string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { language } = useLanguage();
  const options = [...values, ...(value && !values.includes(value) ? [value] : [])]
    .map((one) => ({ value: one, name: name(one, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  return (
    <Box sx={{ width: 260 }}>
      <OneChoice label={label} options={options} value={value} onChange={onChange} />
    </Box>
  );
}
