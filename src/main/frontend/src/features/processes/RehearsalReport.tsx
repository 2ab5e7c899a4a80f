import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useEffect } from 'react';

import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';

import { goesOn, useCancelRehearsalMutation, useRehearsal, type Rehearsal } from './modelsApi';
import { texts } from './texts';

const WEEK = 7 * 86_400_000;

/** A rehearsal of all tickets since the first has no weeks of its own. */
const MOST_WEEKS = 520;

/** What past tickets would have been answered, or where they would have gone. */
export function RehearsalReport({ id, onDone }: { id: string; onDone?: (id: string) => void }) {
  const t = useTexts(texts);
  const { data: rehearsal, error } = useRehearsal(id);
  const [cancel] = useCancelRehearsalMutation();
  const done = rehearsal?.state === 'done';
  useEffect(() => {
    if (done) {
      onDone?.(id);
    }
  }, [done, id, onDone]);
  if (!rehearsal) {
    return error ? <ErrorAlert error={error} /> : <LinearProgress aria-label={t.loading} />;
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}>
      <Box role="status">
        {t.rehearsed(String(rehearsal.done), String(rehearsal.tickets))}{' '}
        {done && <strong>{rehearsal.different > 0 ? t.different(String(rehearsal.different)) : t.noDifference}</strong>}
      </Box>
      {goesOn(rehearsal.state) && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <LinearProgress aria-label={t.loading} sx={{ flex: 1 }} />
          <Button onClick={() => void cancel(id)}>{t.stopRehearsal}</Button>
        </Box>
      )}
      {rehearsal.state === 'failed' && <Alert severity="error">{t.rehearsalFailed}</Alert>}
      {rehearsal.state === 'cancelled' && <Alert severity="info">{t.rehearsalStopped}</Alert>}
      {rehearsal.outcomes.length > 0 && <Outcomes rehearsal={rehearsal} />}
      {rehearsal.changes.length > 0 && <Changes changes={rehearsal.changes} />}
    </Box>
  );
}

/** How many tickets, or clocks, become what by the model in force and by the changed one. */
function Outcomes({ rehearsal: { outcomes, from, to } }: { rehearsal: Rehearsal }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const weeks = (Date.parse(to) - Date.parse(from)) / WEEK;
  const words = t.outcomes as Record<string, string>;
  const whole = new Intl.NumberFormat(language);
  const weekly = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const told = (count: number) =>
    weeks >= 1 && weeks < MOST_WEEKS
      ? `${whole.format(count)} (${t.perWeek(weekly.format(count / weeks))})`
      : whole.format(count);
  return (
    <Grid head={[t.outcome, t.before, t.after]} label={t.outcome}>
      {outcomes.map(({ name, value, before, after }) => (
        <Box component="tr" key={`${name} ${value}`} sx={{ fontWeight: before === after ? undefined : 600 }}>
          <td>
            {name === 'clock' || name === 'replay'
              ? (words[value] ?? value)
              : `${name}: ${value === 'null' ? '–' : value}`}
          </td>
          <td>{told(before)}</td>
          <td>{told(after)}</td>
        </Box>
      ))}
    </Grid>
  );
}

function Changes({ changes }: Pick<Rehearsal, 'changes'>) {
  const t = useTexts(texts);
  const said = (rows: readonly Record<string, string>[]) => sentence(rows, t.answers, t.outcomes);
  return (
    <Grid head={[t.asked, t.before, t.after, t.tickets, t.numbers]} label={t.rehearse}>
      {changes.map(({ asked = {}, before = [], after = [], tickets, numbers = [] }, at) => (
        <tr key={at}>
          <td>{said([asked])}</td>
          <td>{said(before)}</td>
          <td>{said(after)}</td>
          <td>{tickets}</td>
          <td>{numbers.join(', ')}</td>
        </tr>
      ))}
    </Grid>
  );
}

/** Names of a table's columns are its owner's; those of a walk through a process are ours. */
function sentence(
  rows: readonly Record<string, string>[],
  words: Readonly<Record<string, string>>,
  outcomes: Readonly<Record<string, string>>,
): string {
  return rows
    .map((row) =>
      Object.entries(row)
        .map(([name, value]) =>
          name === 'next' || name === 'error'
            ? value
            : `${words[name] ?? name}: ${name === 'went' ? (outcomes[value] ?? value) : value}`,
        )
        .join(', '),
    )
    .join(' / ');
}
