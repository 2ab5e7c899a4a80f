import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { Chart } from './Charts';
import { useForecastQuery, type Narrowed } from './figuresApi';
import { texts } from './texts';
import { usePolling, useTv } from './tv';

/** So many days that are over stand before those to come. */
const PAST = 14;

const NARROWS = ['team_id', 'category_id', 'site_id', 'department_id', 'kind'];

const read = (count: number) => String(Math.round(count));

/** How many may be reported in the next week, and whether that is worth more than the week before. */
export function Forecast({ narrowed }: { narrowed: Narrowed }) {
  const t = useTexts(texts);
  const asked = Object.entries(narrowed).filter(([name]) => NARROWS.includes(name));
  const tv = useTv();
  const { currentData: forecast } = useForecastQuery(Object.fromEntries(asked), usePolling(tv ? 60_000 : 0));
  if (!forecast) {
    return null;
  }
  const label = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;
  const points = [
    ...forecast.past
      .slice(-PAST)
      .map(({ day, count }) => ({ key: day, label: label(day), values: [count, null, null] })),
    ...forecast.days.map(({ day, expected, naive }) => ({
      key: day,
      label: label(day),
      values: [null, expected, naive],
    })),
  ];
  const chart = (
    <Chart
      title={t.forecast.title}
      names={[t.forecast.past, t.forecast.expected, t.forecast.naive]}
      points={forecast.known ? points : []}
      line
      read={read}
    />
  );
  return tv ? (
    chart
  ) : (
    <Box sx={{ minWidth: 0 }}>
      {chart}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {forecast.known
          ? (forecast.better ? t.forecast.better : t.forecast.worse)(
              String(forecast.error ?? 0),
              String(forecast.naive_error ?? 0),
            )
          : t.forecast.unknown}
      </Typography>
      {forecast.known && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.75rem', fontVariantNumeric: 'tabular-nums' }}>
          {t.forecast.band}{' '}
          {forecast.days.map(({ day, low, high }) => `${label(day)} ${read(low)}–${read(high)}`).join(' · ')}
        </Box>
      )}
    </Box>
  );
}
