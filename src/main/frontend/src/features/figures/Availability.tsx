import Box from '@mui/material/Box';

import { formatDuration } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { useAvailabilityQuery, type Narrowed } from './figuresApi';
import { texts } from './texts';
import { usePolling, useTv } from './tv';

/** Three nines are told apart from four. */
function nines(share: number): string {
  return `${(Math.floor(share * 100_000) / 1000).toFixed(3)}%`;
}

/** How available each service was of what was agreed. */
export function Availability({ narrowed }: { narrowed: Narrowed }) {
  const t = useTexts(texts).availability;
  const { language } = useLanguage();
  const { from = '', to = '' } = narrowed;
  const {
    data: said,
    error,
    refetch,
  } = useAvailabilityQuery({ from, to }, { refetchOnMountOrArgChange: true, ...usePolling(useTv() ? 60_000 : 0) });
  const time = (seconds?: number | null) =>
    seconds === null || seconds === undefined ? '–' : formatDuration(seconds, language);
  return (
    <>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {!said && !error && <RowSkeletons rows={5} />}
      {said?.services.length === 0 && <EmptyState title={t.empty} />}
      {said && said.services.length > 0 && (
        <>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1.5, maxWidth: 720 }}>
            {labelIn(said.definition, language)} {t.unknownHint}
          </Box>
          <Grid
            label={labelIn(said.title, language)}
            head={[t.service, labelIn(said.title, language), t.outages, t.down, t.planned, t.longest, t.mttr, t.mtbf]}
          >
            {said.services.map((one) => (
              <tr key={one.id}>
                <Box component="td" sx={{ minWidth: 120 }}>
                  {one.name}
                  {one.calendar !== '24x7' && (
                    <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{one.calendar}</Box>
                  )}
                </Box>
                <Box
                  component="td"
                  sx={{ fontWeight: one.known ? 600 : 400, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
                >
                  {typeof one.value === 'number' ? nines(one.value) : t.unknown}
                </Box>
                <td>{one.known ? one.outages : '–'}</td>
                <td>{one.known ? time(one.down_seconds) : '–'}</td>
                <td>{one.known ? time(one.planned_seconds) : '–'}</td>
                <td>{time(one.longest_seconds)}</td>
                <td>{time(one.mttr_seconds)}</td>
                <td>{time(one.mtbf_seconds)}</td>
              </tr>
            ))}
          </Grid>
        </>
      )}
    </>
  );
}
