import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import { skipToken } from '@reduxjs/toolkit/query';
import { Children } from 'react';

import { usePriorities } from '@/shared/api/wordsApi';
import type { Opened } from '@/shared/figures/Behind';
import { amount, percent, shown, steps } from '@/shared/figures/show';
import { formatMonth, formatShortDay } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn, type Language } from '@/shared/i18n/texts';
import { word } from '@/shared/i18n/words';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { AlertMark } from './Alerts';
import { Chart, type Point } from './Charts';
import { useFigureEntriesQuery } from './dashboardsApi';
import { useFigureQuery, type FigureValue, type Narrowed } from './figuresApi';
import { texts } from './texts';
import { inARow, usePolling, useTv } from './tv';

const EACH = 30_000;

/** What all parts of a dashboard are told. */
export interface Board {
  narrowed: Narrowed;
  by: 'day' | 'week' | 'month';
  onOpen: (opened: Opened) => void;
}

/** A figure as it is narrowed; null where it counts no tickets of the kind, which is known before it is asked for. */
function useFigure(name: string | undefined, narrowed: Narrowed, more: Narrowed = {}) {
  const { data: entries, isError } = useFigureEntriesQuery();
  const entry = entries?.find((one) => one.name === name);
  const { from, to, ...rest }: Record<string, string> = { ...narrowed, ...more };
  // how things stand has no period
  const params: Narrowed = {
    ...rest,
    ...(!entry?.of_now && from && { from }),
    ...(!entry?.of_now && to && { to }),
  };
  const counts = !params.kind || !entry?.only_this_kind || entry.kind === params.kind;
  const isKnown = entries !== undefined || isError;
  const { currentData, error, refetch } = useFigureQuery(
    name && isKnown && counts ? { name, params } : skipToken,
    usePolling(EACH),
  );
  return { figure: counts ? currentData : null, failed: currentData ? undefined : error, refetch };
}

/** What stands where a figure is not there: it comes, or it did not. */
function Missing({ of, height }: { of: Omit<ReturnType<typeof useFigure>, 'figure'>; height: number }) {
  return of.failed ? (
    <ErrorAlert error={of.failed} onRetry={() => void of.refetch()} />
  ) : (
    <Skeleton variant="rounded" height={height} />
  );
}

export function Cards({ children }: { children: React.ReactNode }) {
  const tv = useTv();
  const count = Children.toArray(children).length;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: tv
          ? `repeat(${inARow(count, 5)}, minmax(0, 1fr))`
          : { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' },
        gap: 1,
        mb: tv ? 0 : 3,
      }}
    >
      {children}
    </Box>
  );
}

export function Grid({ children }: { children: React.ReactNode }) {
  const tv = useTv();
  const count = Children.toArray(children).length;
  return (
    <Box
      sx={{
        display: 'grid',
        ...(tv
          ? {
              flex: 1,
              minHeight: 0,
              gridTemplateColumns: `repeat(${inARow(count, 2)}, minmax(0, 1fr))`,
              gridAutoRows: 'minmax(0, 1fr)',
              gap: '0.8vw 1.6vw',
              '& > *': { overflow: 'hidden' },
            }
          : { gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' }, gap: 3 }),
      }}
    >
      {children}
    </Box>
  );
}

/** A figure with what it is made of; a click shows the tickets. Nothing where it counts no such tickets. */
export function Card({
  name,
  title,
  narrowed,
  more,
  onOpen,
}: {
  name: string;
  title?: string;
  narrowed: Narrowed;
  more?: Narrowed;
  onOpen: (opened: Opened) => void;
}) {
  const { language } = useLanguage();
  const tv = useTv();
  const { figure, failed } = useFigure(name, narrowed, more);
  if (figure === null) {
    return null;
  }
  const heading = title ?? labelIn(figure?.title, language);
  return (
    <ButtonBase
      title={labelIn(figure?.definition, language)}
      disabled={tv || !figure?.tickets}
      onClick={() =>
        figure?.tickets &&
        onOpen({
          title: heading,
          tickets: figure.tickets,
          definition: labelIn(figure.definition, language),
          share: figure.unit === 'share',
        })
      }
      sx={{
        display: 'block',
        textAlign: 'left',
        px: 1.5,
        py: 1,
        minHeight: 92,
        borderRadius: 1,
        border: 1,
        borderColor: 'divider',
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ color: 'text.secondary', fontSize: tv ? 'max(0.875rem, 1.15vw)' : '0.75rem' }}>
        {heading || <Skeleton width={80} />}
      </Box>
      <Box sx={{ fontSize: tv ? 'max(1.75rem, 2.7vw)' : '1.375rem', fontWeight: 600, lineHeight: tv ? 1.2 : 1.35 }}>
        {figure ? shown(figure.value, figure.unit, language) : failed ? '–' : <Skeleton width={56} />}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: tv ? 'max(0.8125rem, 1vw)' : '0.75rem' }}>
        {figure && <Made figure={figure} />}
        <AlertMark figure={name} />
      </Box>
    </ButtonBase>
  );
}

function Made({ figure }: { figure: FigureValue }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (figure.unit === 'share') {
    return t.of(amount(figure.numerator, figure.unit, language), amount(figure.denominator, figure.unit, language));
  }
  if (figure.median !== null && figure.median !== undefined) {
    return `${t.median} ${shown(figure.median, figure.unit, language)} · ${t.p90} ${shown(figure.p90, figure.unit, language)}`;
  }
  return null;
}

type Reading = 'value' | 'numerator' | 'denominator' | 'median';

function useName(language: Language) {
  const t = useTexts(texts);
  const { say } = usePriorities();
  return (by: string, key: string, label: string) => {
    if (key === 'none') {
      return t.none;
    }
    switch (by) {
      case 'priority':
        return say(key, language);
      case 'status':
        return word('status', key, language);
      case 'age':
        return (t.ages as Record<string, string>)[key] ?? key;
      case 'outcome':
        return (t.outcomes as Record<string, string>)[key] ?? key;
      case 'type':
        return word('changeType', key, language);
      default:
        return label;
    }
  };
}

/** The parts of one figure, the largest first. */
export function Bars({
  name,
  by,
  title,
  reading = 'value',
  more = {},
  narrowed,
  onOpen,
}: Omit<Board, 'by'> & { name: string; by: string; title: string; reading?: Reading; more?: Narrowed }) {
  const { language } = useLanguage();
  const called = useName(language);
  const { figure, ...missing } = useFigure(name, narrowed, { ...more, by });
  if (figure === null) {
    return null;
  }
  if (!figure) {
    return <Missing of={missing} height={200} />;
  }
  const hours = figure.unit === 'seconds';
  const points: Point[] = figure.series.map((part) => ({
    key: part.key,
    label: called(by, part.key, part.label),
    tickets: part.tickets,
    values: [valueOf(part, reading, hours)],
  }));
  return (
    <Chart
      title={title}
      names={[labelIn(figure.title, language)]}
      points={points}
      read={(value) => (figure.unit === 'share' ? percent(value) : String(Math.round(value * 10) / 10))}
      max={figure.unit === 'share' ? 1 : undefined}
      onOpen={(heading, tickets) =>
        onOpen({
          title: heading,
          tickets,
          definition: labelIn(figure.definition, language),
          share: figure.unit === 'share',
        })
      }
    />
  );
}

function valueOf(part: FigureValue['series'][number], reading: Reading, hours: boolean): number | null {
  const value = part[reading] ?? null;
  return value !== null && hours ? value / 3600 : value;
}

/** One or two figures as time goes by. */
export function Lines({
  figures,
  names,
  title,
  reading = 'value',
  more = {},
  narrowed,
  by,
  onOpen,
}: Board & {
  figures: readonly [string, string?];
  /** What the figures are called here, where that is not their own titles. */
  names?: readonly string[];
  title: string;
  reading?: Reading;
  more?: Narrowed;
}) {
  const { language } = useLanguage();
  const { figure: first, ...missingFirst } = useFigure(figures[0], narrowed, { ...more, by });
  const { figure: second, ...missingSecond } = useFigure(figures[1], narrowed, { ...more, by });
  if (first === null) {
    return null;
  }
  if (!first || (figures[1] && second === undefined)) {
    return <Missing of={first ? missingSecond : missingFirst} height={280} />;
  }
  const both = second ? [first, second] : [first];
  const hours = first.unit === 'seconds';
  const empty = first.unit === 'count' ? 0 : null;
  const points: Point[] = steps(
    both.flatMap(({ series }) => series.map(({ key }) => key)),
    by,
    first,
  ).map((key) => ({
    key,
    label: key.length > 7 ? formatShortDay(key, language) : formatMonth(`${key}-01`, language),
    tickets: first.series.find((part) => part.key === key)?.tickets,
    values: both.map(({ series }) => {
      const part = series.find((one) => one.key === key);
      return part ? valueOf(part, reading, hours) : empty;
    }),
  }));
  return (
    <Chart
      line
      title={title}
      names={names ?? both.map((one) => labelIn(one.title, language))}
      points={points}
      read={(value) => (first.unit === 'share' ? percent(value) : String(Math.round(value * 10) / 10))}
      max={first.unit === 'share' ? 1 : undefined}
      onOpen={(heading, tickets) => onOpen({ title: heading, tickets, share: first.unit === 'share' })}
    />
  );
}
