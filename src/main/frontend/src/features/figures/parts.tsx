import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import { skipToken } from '@reduxjs/toolkit/query';

import type { Opened } from '@/shared/figures/Behind';
import { amount, percent, shown, steps } from '@/shared/figures/show';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn, type Language } from '@/shared/i18n/texts';
import { word } from '@/shared/i18n/words';

import { AlertMark } from './Alerts';
import { Chart, type Point } from './Charts';
import { useFigureQuery, type FigureValue, type Narrowed } from './figuresApi';
import { texts } from './texts';

const REFRESH = { pollingInterval: 30_000, skipPollingIfUnfocused: true } as const;

/** What all parts of a dashboard are told. */
export interface Board {
  narrowed: Narrowed;
  by: 'day' | 'week';
  onOpen: (opened: Opened) => void;
}

function useFigure(name: string, narrowed: Narrowed, more: Narrowed = {}) {
  return useFigureQuery({ name, params: { ...narrowed, ...more } }, REFRESH).currentData;
}

export function Cards({ children }: { children: React.ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' },
        gap: 1,
        mb: 3,
      }}
    >
      {children}
    </Box>
  );
}

export function Grid({ children }: { children: React.ReactNode }) {
  return (
    <Box
      sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' }, gap: 3 }}
    >
      {children}
    </Box>
  );
}

/** A figure with what it is made of; a click shows the tickets. */
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
  const figure = useFigure(name, narrowed, more);
  const heading = title ?? labelIn(figure?.title, language);
  return (
    <ButtonBase
      title={labelIn(figure?.definition, language)}
      disabled={!figure?.tickets}
      onClick={() =>
        figure?.tickets &&
        onOpen({ title: heading, tickets: figure.tickets, definition: labelIn(figure.definition, language) })
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
      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{heading || <Skeleton width={80} />}</Box>
      <Box sx={{ fontSize: '1.375rem', fontWeight: 600, lineHeight: 1.35 }}>
        {figure ? shown(figure.value, figure.unit, language) : <Skeleton width={56} />}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
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
  return (by: string, key: string, label: string) => {
    if (key === 'none') {
      return t.none;
    }
    switch (by) {
      case 'priority':
        return word('priority', key, language);
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
  const figure = useFigure(name, narrowed, { ...more, by });
  if (!figure) {
    return <Skeleton variant="rounded" height={200} />;
  }
  const hours = figure.unit === 'seconds';
  const points: Point[] = figure.series.slice(0, 12).map((part) => ({
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
        onOpen({ title: heading, tickets, definition: labelIn(figure.definition, language) })
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
  const first = useFigure(figures[0], narrowed, { ...more, by });
  const second = useFigureQuery(
    figures[1] ? { name: figures[1], params: { ...narrowed, ...more, by } } : skipToken,
    REFRESH,
  ).currentData;
  if (!first || (figures[1] && !second)) {
    return <Skeleton variant="rounded" height={280} />;
  }
  const both = second ? [first, second] : [first];
  const hours = first.unit === 'seconds';
  const empty = first.unit === 'count' ? 0 : null;
  const points: Point[] = steps(
    both.flatMap(({ series }) => series.map(({ key }) => key)),
    by,
  ).map((key) => ({
    key,
    label: key.slice(5).replace('-', '/'),
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
      onOpen={(heading, tickets) => onOpen({ title: heading, tickets })}
    />
  );
}
