import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useColorScheme, useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { BarChart } from '@mui/x-charts/BarChart';
import { LineChart, lineClasses } from '@mui/x-charts/LineChart';
import { useId, useState } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNarrow } from '@/shared/lib/useNarrow';
import { HIDDEN } from '@/shared/ui/Hidden';

import { texts } from './texts';
import { useTv } from './tv';

/** Told apart by the colour-blind too (Okabe and Ito), 3:1 and more against the paper. */
const COLOURS = { light: ['#0072b2', '#b8520a', '#00795c'], dark: ['#56b4e9', '#e69f00', '#2fc59b'] };

/** Pixels of what is written in charts on a wall, of those of a television. */
const TV_TEXT = 20;

/** More bars than that nobody compares; the table has all of them. */
const MOST_BARS = 12;
const MOST_ON_TV = 6;

export interface Point {
  key: string;
  label: string;
  /** where the tickets behind it are */
  tickets?: string;
  values: (number | null)[];
}

interface Props {
  title: string;
  names: readonly string[];
  points: readonly Point[];
  line?: boolean;
  /** how a value is read */
  read: (value: number) => string;
  max?: number;
  /** shows the tickets behind a point; only points with tickets are opened */
  onOpen?: (title: string, tickets: string) => void;
}

/** A chart with its numbers: whoever does not see the one reads the other. */
export function Chart({ title, names, points, line = false, read, max, onOpen }: Props) {
  const t = useTexts(texts);
  const id = useId();
  const [table, setTable] = useState(false);
  const calm = useMediaQuery('(prefers-reduced-motion: reduce)');
  const { colorScheme = 'light' } = useColorScheme();
  const narrow = useNarrow();
  const tv = useTv();
  const theme = useTheme();
  const colours = COLOURS[colorScheme];
  const drawn = line ? points : points.slice(0, tv ? MOST_ON_TV : MOST_BARS);
  const labels = drawn.map(({ label }) => label);
  // room for the number at the end of a bar
  const end = (max ?? Math.max(1, ...drawn.map(({ values }) => values[0] ?? 0))) * (narrow ? 1.35 : 1.15);
  // on a wall as high as there is room
  const height = tv ? undefined : line ? 240 : Math.max(120, 34 * drawn.length + 50);
  const tick = tv ? { fontSize: TV_TEXT } : undefined;
  const open = (at: number | undefined) => {
    const point = at === undefined ? undefined : drawn[at];
    if (point?.tickets) {
      onOpen?.(`${title} – ${point.label}`, point.tickets);
    }
  };
  const reading = (value: number | null) => (value === null ? '–' : read(value));
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{
        minWidth: 0,
        borderTop: 1,
        borderColor: 'divider',
        pt: tv ? 0.5 : 1.5,
        ...(tv && { display: 'flex', flexDirection: 'column', minHeight: 0 }),
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <Typography
          id={id}
          variant="h3"
          component="h2"
          sx={{ flex: 1, minWidth: 0, ...(tv && { fontSize: 'max(1rem, 1.2vw)' }) }}
        >
          {title}
        </Typography>
        {points.length > 0 && !tv && (
          <Button color="inherit" sx={{ color: 'text.secondary' }} onClick={() => setTable(!table)}>
            {table ? t.asChart : t.asTable}
          </Button>
        )}
      </Box>
      {points.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary', py: 2 }}>
          {t.nothing}
        </Typography>
      ) : table ? (
        <Numbers title={title} names={names} points={points} reading={reading} onOpen={onOpen} />
      ) : (
        <Box
          aria-hidden="true"
          sx={{
            fontVariantNumeric: 'tabular-nums',
            ...(tv && {
              flex: 1,
              minHeight: 0,
              '& text, & .MuiChartsLegend-root, & .MuiChartsLegend-label': { fontSize: `${TV_TEXT}px !important` },
            }),
          }}
        >
          {line ? (
            <LineChart
              height={height}
              skipAnimation={calm}
              disableKeyboardNavigation
              margin={{ left: 0, right: 16, top: 8, bottom: 4 }}
              xAxis={[{ scaleType: 'point', data: labels, height: tv ? 40 : 28, tickLabelStyle: tick }]}
              yAxis={[
                {
                  min: 0,
                  max,
                  width: tv ? 80 : 48,
                  tickLabelStyle: tick,
                  valueFormatter: (value: number) => read(value),
                },
              ]}
              grid={{ horizontal: true }}
              colors={colours}
              series={names.map((name, at) => ({
                label: name,
                data: drawn.map(({ values }) => values[at] ?? null),
                valueFormatter: reading,
                showMark: drawn.length < 20,
                shape: (['circle', 'square', 'triangle'] as const)[at],
                curve: 'linear',
              }))}
              hideLegend={names.length === 1}
              onAxisClick={(_, clicked) => open(clicked?.dataIndex)}
              sx={{ [`& .${lineClasses.line}`]: { strokeWidth: tv ? 4 : 2 }, fontFamily: theme.typography.fontFamily }}
            />
          ) : (
            <BarChart
              layout="horizontal"
              height={height}
              skipAnimation={calm}
              disableKeyboardNavigation
              margin={{ left: 0, right: 12, top: 0, bottom: 4 }}
              yAxis={[
                {
                  scaleType: 'band',
                  data: labels,
                  width: tv ? 240 : narrow ? 104 : 132,
                  categoryGapRatio: 0.35,
                  tickLabelStyle: tick,
                },
              ]}
              xAxis={[
                {
                  height: tv ? 40 : 28,
                  tickLabelStyle: tick,
                  min: 0,
                  max: end,
                  valueFormatter: (value: number) => read(value),
                  tickMinStep: max ? undefined : 1,
                  tickInterval: max ? [0, 0.2, 0.4, 0.6, 0.8, 1] : undefined,
                },
              ]}
              grid={{ vertical: true }}
              colors={colours}
              series={names.map((name, at) => ({
                label: name,
                data: drawn.map(({ values }) => values[at] ?? null),
                valueFormatter: reading,
                barLabel: ({ value }: { value: number | null }) => reading(value),
                barLabelPlacement: 'outside' as const,
              }))}
              hideLegend={names.length === 1}
              borderRadius={2}
              onAxisClick={(_, clicked) => open(clicked?.dataIndex)}
            />
          )}
        </Box>
      )}
      {!table && !tv && drawn.length < points.length && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.moreBars(String(points.length - drawn.length))}
        </Typography>
      )}
      {points.length > 0 && !table && (
        <Box sx={HIDDEN}>
          {drawn
            .map(
              ({ label, values }) =>
                `${label}: ${values.map((value, at) => `${names[at]} ${reading(value)}`).join(', ')}`,
            )
            .join('; ')}
        </Box>
      )}
    </Box>
  );
}

function Numbers({
  title,
  names,
  points,
  reading,
  onOpen,
}: Pick<Props, 'title' | 'names' | 'points' | 'onOpen'> & { reading: (value: number | null) => string }) {
  const t = useTexts(texts);
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Box
        component="table"
        sx={{
          borderCollapse: 'collapse',
          width: '100%',
          '& th, & td': { textAlign: 'left', p: 0.5, borderBottom: 1, borderColor: 'divider', fontSize: '0.8125rem' },
          '& td': { textAlign: 'right' },
          '& thead th:not(:first-of-type)': { textAlign: 'right' },
        }}
      >
        <thead>
          <tr>
            <th scope="col">{t.part}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ key, label, values, tickets }) => (
            <tr key={key}>
              <th scope="row">
                {tickets ? (
                  <Button color="inherit" onClick={() => onOpen?.(`${title} – ${label}`, tickets)}>
                    {label}
                  </Button>
                ) : (
                  label
                )}
              </th>
              {names.map((name, at) => (
                <td key={name}>{reading(values[at] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
