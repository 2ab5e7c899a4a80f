import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Link } from 'react-router';

import { useCalendarsQuery } from '@/shared/api/calendarsApi';
import { isProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import { usePriorities } from '@/shared/api/wordsApi';
import { formatBusinessTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { spoken, word } from '@/shared/i18n/words';
import { Block } from '@/shared/ui/Block';
import { Choice } from '@/shared/ui/Choice';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';

import { useApplySlaMutation, useLazySlaPreviewQuery, useSlaTablesQuery, type SlaTable } from './adminApi';
import { texts } from './texts';

type Mode = 'from_now' | 'retroactive';

/** What was agreed about times: the tables as their owner wrote them, and whether open tickets follow them too. */
export function SlaPage() {
  const t = useTexts(texts);
  const me = useMe();
  const { data: tables = [], error } = useSlaTablesQuery();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {tables.map((table) => (
        <Block
          key={table.key}
          title={table.name}
          action={
            may(me, 'model:read') && (
              <Button component={Link} to={`/processes/${table.key}`}>
                {t.editTable}
              </Button>
            )
          }
        >
          <Rows table={table} />
        </Block>
      ))}
      <OpenTickets />
    </Box>
  );
}

function Rows({ table }: { table: SlaTable }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { rows } = table;
  // what no rule asks is of no interest here
  const columns = table.columns
    .map((column, at) => ({ ...column, at }))
    .filter(({ type, at }) => type === 'output' || rows.some(({ cells }) => cells[at] !== '-'));
  const { data: calendars = [] } = useCalendarsQuery();
  const { say: priorityWord } = usePriorities();
  const named = (one: string) => {
    const calendar = calendars.find(({ key }) => key === one);
    return (
      (t.slaWords as Record<string, string | undefined>)[one] ??
      (calendar
        ? spoken(calendar.definition.name, language)
        : one.startsWith('awaiting_')
          ? word('hold', one, language)
          : priorityWord(one, language))
    );
  };
  const shown = (cell: string, column: string) => {
    if (cell === '-') {
      return '';
    }
    if (column === 'minutes' && /^\d+$/.test(cell)) {
      return formatBusinessTime(Number(cell) * 60, language);
    }
    // words stand in quotes, alone or with commas between them
    return /^"[^"]*"(\s*,\s*"[^"]*")*$|^(true|false)$/.test(cell)
      ? cell
          .replaceAll('"', '')
          .split(/\s*,\s*/)
          .map(named)
          .join(language === 'ja' ? '、' : ', ')
      : cell;
  };
  return (
    <Grid label={table.name} head={[...columns.map(({ label }) => label), t.note]}>
      {rows.map((row) => (
        <tr key={row.id}>
          {columns.map(({ name, type, at }) => (
            <Box component="td" key={name} sx={{ ...(type === 'output' && { fontWeight: '500 !important' }) }}>
              {shown(row.cells[at] ?? '-', name)}
            </Box>
          ))}
          <Box component="td" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            {row.note}
          </Box>
        </tr>
      ))}
    </Grid>
  );
}

/** A change of tables and calendars concerns new tickets, until somebody lets the open ones follow. */
function OpenTickets() {
  const t = useTexts(texts);
  const say = useNotice();
  const [mode, setMode] = useState<Mode>('from_now');
  const [preview, { data: changes, error, isFetching }] = useLazySlaPreviewQuery();
  const [apply, { error: refused, isLoading }] = useApplySlaMutation();
  const asked = changes?.mode === mode ? changes : undefined;
  return (
    <Block title={t.openTickets}>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1.5 }}>{t.openTicketsHint}</Box>
      <ErrorAlert error={isProblem(error) ? error : isProblem(refused) ? refused : undefined} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <Choice label={t.openTickets} value={mode} onChoose={(chosen) => setMode(chosen as Mode)}>
          {[
            { value: 'from_now', label: t.fromNow },
            { value: 'retroactive', label: t.fromTheirStart },
          ]}
        </Choice>
        <Button variant="outlined" disabled={isFetching} onClick={() => void preview(mode)}>
          {t.slaPreview}
        </Button>
        {asked && <Box role="status">{t.clocksChange(String(asked.total))}</Box>}
        {asked !== undefined && asked.total > 0 && (
          <Button
            variant="contained"
            disabled={isLoading}
            onClick={() =>
              void apply(mode)
                .unwrap()
                .then(
                  ({ tickets }) => say(t.applied(String(tickets))),
                  () => undefined,
                )
            }
          >
            {t.applyToOpen}
          </Button>
        )}
      </Box>
    </Block>
  );
}
