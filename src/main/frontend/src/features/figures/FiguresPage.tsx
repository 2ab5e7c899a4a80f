import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import MenuItem from '@mui/material/MenuItem';
import Skeleton from '@mui/material/Skeleton';
import TextField from '@mui/material/TextField';
import { skipToken } from '@reduxjs/toolkit/query';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { Behind, type Opened } from '@/shared/figures/Behind';
import { amount, percent, periodOf, shown, steps } from '@/shared/figures/show';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn, type Language } from '@/shared/i18n/texts';
import { PRIORITIES, word } from '@/shared/i18n/words';
import { useNow } from '@/shared/lib/useNow';
import { CategoryPicker } from '@/shared/ui/CategoryPicker';
import { Choice, type Option } from '@/shared/ui/Choice';
import { PageHeader } from '@/shared/ui/PageHeader';

import { Aims } from './Aims';
import { Availability } from './Availability';
import { BreachRisks } from './BreachRisks';
import { Chart, type Point } from './Charts';
import { Forecast } from './Forecast';
import { useFigureQuery, useFigureTeamsQuery, type FigureValue, type Narrowed } from './figuresApi';
import { texts } from './texts';

const PAGES = ['overview', 'sla', 'work', 'changes', 'problems', 'availability', 'aims'] as const;
const PERIODS = ['7', '30', '90', '365'] as const;
const REFRESH = { pollingInterval: 30_000, skipPollingIfUnfocused: true } as const;

/** What happened, counted. All that narrows it is in the address. */
export function FiguresPage() {
  const t = useTexts(texts);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<Opened>();
  const { data: teams = [] } = useFigureTeamsQuery(may(me, 'team:read') ? undefined : skipToken);
  const shownPage = PAGES.find((one) => one === params.get('show')) ?? 'overview';
  const days = PERIODS.find((one) => one === params.get('days')) ?? '30';
  const hour = Math.floor(useNow() / 3_600_000);
  const team = params.get('team_id') ?? '';
  const category = params.get('category_id') ?? '';
  const priority = params.get('priority') ?? '';
  const narrowed = useMemo(() => {
    const asked: Record<string, string> = periodOf(Number(days), new Date(hour * 3_600_000));
    if (team) {
      asked.team_id = team;
    }
    if (category) {
      asked.category_id = category;
    }
    if (priority) {
      asked.priority = priority;
    }
    return asked;
  }, [days, hour, team, category, priority]);
  const put = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) {
          next.set(name, value);
        } else {
          next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  const props: Board = { narrowed, by: days === '7' || days === '30' ? 'day' : 'week', onOpen: setOpened };
  return (
    <>
      <PageHeader title={t.title} />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 1.5, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Choice label={t.page} value={shownPage} onChoose={(one) => put('show', one)}>
          {PAGES.map((one) => ({ value: one, label: t.pages[one] }))}
        </Choice>
        <Choice label={t.period} value={days} onChoose={(one) => put('days', one)}>
          {PERIODS.map((one) => ({ value: one, label: t.periods[one] }))}
        </Choice>
        {shownPage !== 'aims' && shownPage !== 'availability' && (
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(3, 150px)' },
              gap: 1,
              width: { xs: '100%', sm: 'auto' },
            }}
          >
            <Pick label={t.team} value={team} onChange={(value) => put('team_id', value)}>
              {teams.map(({ id, name }) => ({ value: id, label: name }))}
            </Pick>
            <CategoryPicker label={t.category} value={category} onChange={(value) => put('category_id', value)} />
            <Priorities value={priority} onChange={(value) => put('priority', value)} />
          </Box>
        )}
      </Box>
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4, position: 'relative' }}>
        {shownPage === 'overview' && <Overview {...props} />}
        {shownPage === 'sla' && <Sla {...props} />}
        {shownPage === 'work' && <Work {...props} />}
        {shownPage === 'changes' && <Changes {...props} />}
        {shownPage === 'problems' && <Problems {...props} />}
        {shownPage === 'availability' && <Availability narrowed={narrowed} />}
        {shownPage === 'aims' && <Aims narrowed={narrowed} />}
      </Box>
      {opened && <Behind {...opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function Pick({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: Option[];
}) {
  const t = useTexts(texts);
  return (
    <TextField
      select
      label={label}
      value={children.some((one) => one.value === value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    >
      <MenuItem value="">{t.everything}</MenuItem>
      {children.map((one) => (
        <MenuItem key={one.value} value={one.value}>
          {one.label}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Priorities({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <Pick label={t.priority} value={value} onChange={onChange}>
      {PRIORITIES.map((one) => ({ value: one, label: word('priority', one, language) }))}
    </Pick>
  );
}

interface Board {
  narrowed: Narrowed;
  by: 'day' | 'week';
  onOpen: (opened: Opened) => void;
}

function useFigure(name: string, narrowed: Narrowed, more: Narrowed = {}) {
  return useFigureQuery({ name, params: { ...narrowed, ...more } }, REFRESH).currentData;
}

function Cards({ children }: { children: React.ReactNode }) {
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

function Grid({ children }: { children: React.ReactNode }) {
  return (
    <Box
      sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' }, gap: 3 }}
    >
      {children}
    </Box>
  );
}

/** A figure with what it is made of; a click shows the tickets. */
function Card({
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
      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{figure && <Made figure={figure} />}</Box>
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
function Bars({
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
function Lines({
  figures,
  title,
  reading = 'value',
  more = {},
  narrowed,
  by,
  onOpen,
}: Board & { figures: readonly [string, string?]; title: string; reading?: Reading; more?: Narrowed }) {
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
      names={both.map((one) => labelIn(one.title, language))}
      points={points}
      read={(value) => (first.unit === 'share' ? percent(value) : String(Math.round(value * 10) / 10))}
      max={first.unit === 'share' ? 1 : undefined}
      onOpen={(heading, tickets) => onOpen({ title: heading, tickets })}
    />
  );
}

function Overview(board: Board) {
  const t = useTexts(texts);
  const { narrowed, onOpen } = board;
  return (
    <>
      <Cards>
        <Card name="backlog" title={t.cards.all} {...{ narrowed, onOpen }} />
        <Card name="in_work" title={t.cards.in_work} {...{ narrowed, onOpen }} />
        <Card name="resolved" title={t.cards.resolved} {...{ narrowed, onOpen }} />
        <Card name="backlog" title={t.cards.critical} more={{ priority: 'critical' }} {...{ narrowed, onOpen }} />
        <Card name="mtta" {...{ narrowed, onOpen }} />
        <Card name="mttr" {...{ narrowed, onOpen }} />
        <Card name="sla_resolution" {...{ narrowed, onOpen }} />
        <Card name="first_contact" {...{ narrowed, onOpen }} />
      </Cards>
      <Grid>
        <Lines {...board} figures={['reported', 'resolved']} title={t.charts.flow} reading="numerator" />
        <Bars {...board} name="backlog" by="age" title={t.charts.age} />
        <Bars {...board} name="reported" by="priority" title={t.charts.priority} />
        <Bars {...board} name="reported" by="category" title={t.charts.category} />
      </Grid>
    </>
  );
}

function Sla(board: Board) {
  const t = useTexts(texts);
  const { narrowed, onOpen } = board;
  return (
    <>
      <Cards>
        <Card name="sla_response" {...{ narrowed, onOpen }} />
        <Card name="sla_resolution" {...{ narrowed, onOpen }} />
        <Card name="sla_overdue" {...{ narrowed, onOpen }} />
        <Card name="sla_ola" {...{ narrowed, onOpen }} />
        <Card name="mttr" {...{ narrowed, onOpen }} />
        <Card name="mttr_business" {...{ narrowed, onOpen }} />
        <Card name="mttr_net" {...{ narrowed, onOpen }} />
        <Card name="late_hold" {...{ narrowed, onOpen }} />
      </Cards>
      <Grid>
        <Lines {...board} by="week" figures={['sla_response', 'sla_resolution']} title={t.charts.sla} />
        <Lines {...board} by="week" figures={['mttr', 'mttr_business']} title={t.charts.time} reading="median" />
        <Bars {...board} name="sla_resolution" by="priority" title={t.charts.slaPriority} />
        <Bars {...board} name="sla_resolution" by="team" title={t.charts.slaTeam} />
        <BreachRisks narrowed={narrowed} />
      </Grid>
    </>
  );
}

function Work(board: Board) {
  const t = useTexts(texts);
  const { narrowed, onOpen } = board;
  return (
    <>
      <Cards>
        <Card name="reassignments" {...{ narrowed, onOpen }} />
        <Card name="ping_pong" {...{ narrowed, onOpen }} />
        <Card name="push_to_front" {...{ narrowed, onOpen }} />
        <Card name="reopened" {...{ narrowed, onOpen }} />
        <Card name="automation" {...{ narrowed, onOpen }} />
        <Card name="major" {...{ narrowed, onOpen }} />
        <Card name="cancelled" {...{ narrowed, onOpen }} />
        <Card name="satisfaction" {...{ narrowed, onOpen }} />
        <Card name="satisfaction_answers" {...{ narrowed, onOpen }} />
        <Card name="cost_per_ticket" {...{ narrowed, onOpen }} />
      </Cards>
      <Grid>
        <Bars {...board} name="backlog" by="team" title={t.charts.team} />
        <Bars {...board} name="backlog" by="assignee" title={t.charts.assignee} />
        <Bars {...board} name="mttr" by="team" title={t.charts.timeTeam} reading="median" />
        <Bars {...board} name="backlog" by="age" title={t.charts.age} />
        <Forecast narrowed={narrowed} />
      </Grid>
    </>
  );
}

function Changes(board: Board) {
  const t = useTexts(texts);
  const { narrowed, onOpen } = board;
  return (
    <>
      <Cards>
        <Card name="change_success" {...{ narrowed, onOpen }} />
        <Card name="change_failure" {...{ narrowed, onOpen }} />
        <Card name="change_emergency" {...{ narrowed, onOpen }} />
        <Card name="freeze_violations" {...{ narrowed, onOpen }} />
        <Card name="board_votes" {...{ narrowed, onOpen }} />
        <Card name="board_time" {...{ narrowed, onOpen }} />
      </Cards>
      <Grid>
        <Lines {...board} by="week" figures={['change_success']} title={t.charts.changeWeek} />
        <Bars {...board} name="change_success" by="outcome" title={t.charts.changes} reading="denominator" />
        <Bars {...board} name="backlog" by="type" title={t.charts.changeType} more={{ kind: 'change' }} />
      </Grid>
    </>
  );
}

function Problems(board: Board) {
  const t = useTexts(texts);
  const { narrowed, onOpen } = board;
  const more = { kind: 'problem' };
  return (
    <>
      <Cards>
        <Card name="backlog" more={more} {...{ narrowed, onOpen }} />
        <Card name="known_error_workaround" {...{ narrowed, onOpen }} />
        <Card name="resolved" more={more} {...{ narrowed, onOpen }} />
        <Card name="mttr" more={more} {...{ narrowed, onOpen }} />
      </Cards>
      <Grid>
        <Lines
          {...board}
          figures={['reported', 'resolved']}
          title={t.charts.problemFlow}
          reading="numerator"
          more={more}
        />
        <Bars {...board} name="backlog" by="age" title={t.charts.problemAge} more={more} />
        <Bars {...board} name="backlog" by="status" title={t.charts.problemStatus} more={more} />
      </Grid>
    </>
  );
}
