import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { skipToken } from '@reduxjs/toolkit/query';
import { Maximize, Pencil, Plus, Trash2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { Behind, type Opened } from '@/shared/figures/Behind';
import { periodOf } from '@/shared/figures/show';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { PRIORITIES, word } from '@/shared/i18n/words';
import { useDrop } from '@/shared/kept/useDrop';
import { useNow } from '@/shared/lib/useNow';
import { CategoryPicker } from '@/shared/ui/CategoryPicker';
import { Choice, type Option } from '@/shared/ui/Choice';
import { PageHeader } from '@/shared/ui/PageHeader';

import { Aims } from './Aims';
import { Alerts } from './Alerts';
import { Availability } from './Availability';
import { BreachRisks } from './BreachRisks';
import { DashboardDialog } from './DashboardDialog';
import { useDashboardsQuery, type Dashboard } from './dashboardsApi';
import { Forecast } from './Forecast';
import { useFigureTeamsQuery } from './figuresApi';
import { OwnBoard } from './OwnBoard';
import { Bars, Card, Cards, Grid, Lines, type Board } from './parts';
import { ScheduledReports } from './ScheduledReports';
import { texts } from './texts';

const PAGES = [
  'overview',
  'sla',
  'work',
  'changes',
  'problems',
  'knowledge',
  'availability',
  'aims',
  'reports',
] as const;
/** what nothing narrows */
const PLAIN = ['availability', 'aims', 'reports'];
const PERIODS = ['7', '30', '90', '365'] as const;

/** What happened, counted. All that narrows it is in the address. */
export function FiguresPage() {
  const t = useTexts(texts);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<Opened>();
  const { data: teams = [] } = useFigureTeamsQuery(may(me, 'team:read') ? undefined : skipToken);
  const { data: dashboards = [] } = useDashboardsQuery();
  const [edited, setEdited] = useState<{ dashboard?: Dashboard }>();
  const screen = useRef<HTMLDivElement>(null);
  const own = dashboards.find(({ id }) => id === params.get('show'));
  const shownPage = own?.id ?? PAGES.find((one) => one === params.get('show')) ?? 'overview';
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
      <PageHeader
        title={t.title}
        actions={
          <>
            {own && (
              <OwnActions dashboard={own} onEdit={() => setEdited({ dashboard: own })} onGone={() => put('show', '')} />
            )}
            <Button
              color="inherit"
              startIcon={<Maximize size={15} aria-hidden />}
              onClick={() => void screen.current?.requestFullscreen()}
            >
              {t.own.wholeScreen}
            </Button>
            <Button startIcon={<Plus size={15} aria-hidden />} onClick={() => setEdited({})}>
              {t.own.add}
            </Button>
          </>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 1.5, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Choice label={t.page} value={shownPage} onChoose={(one) => put('show', one)}>
          {[
            ...PAGES.map((one) => ({ value: one as string, label: t.pages[one] })),
            ...dashboards.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        </Choice>
        {shownPage !== 'reports' && (
          <Choice label={t.period} value={days} onChoose={(one) => put('days', one)}>
            {PERIODS.map((one) => ({ value: one, label: t.periods[one] }))}
          </Choice>
        )}
        {!PLAIN.includes(shownPage) && (
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
      <Box
        ref={screen}
        sx={{
          px: { xs: 2, md: 3 },
          pb: 4,
          position: 'relative',
          '&:fullscreen': { bgcolor: 'background.default', pt: 3, overflow: 'auto' },
        }}
      >
        {own && <OwnBoard {...props} cards={own.cards} />}
        {shownPage === 'overview' && <Overview {...props} />}
        {shownPage === 'sla' && <Sla {...props} />}
        {shownPage === 'work' && <Work {...props} />}
        {shownPage === 'changes' && <Changes {...props} />}
        {shownPage === 'problems' && <Problems {...props} />}
        {shownPage === 'knowledge' && <Knowledge {...props} />}
        {shownPage === 'availability' && <Availability narrowed={narrowed} />}
        {shownPage === 'aims' && <Aims narrowed={narrowed} />}
        {shownPage === 'reports' && <ScheduledReports />}
      </Box>
      {opened && <Behind {...opened} onClose={() => setOpened(undefined)} />}
      {edited && (
        <DashboardDialog
          dashboard={edited.dashboard}
          onSaved={(id) => put('show', id)}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

/** What its readers do with a dashboard of their own. */
function OwnActions({ dashboard, onEdit, onGone }: { dashboard: Dashboard; onEdit: () => void; onGone: () => void }) {
  const t = useTexts(texts).own;
  const me = useMe();
  const drop = useDrop('dashboards', t);
  const mine = dashboard.owner_id === me.id || dashboard.scope === 'team' || may(me, 'knowledge:publish');

  return (
    mine && (
      <>
        <Button color="inherit" startIcon={<Pencil size={15} aria-hidden />} onClick={onEdit}>
          {t.change}
        </Button>
        <Button
          color="inherit"
          startIcon={<Trash2 size={15} aria-hidden />}
          onClick={() => void drop(dashboard, { cards: dashboard.cards }, onGone)}
        >
          {t.remove}
        </Button>
      </>
    )
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

function Overview(board: Board) {
  const t = useTexts(texts);
  const { narrowed, onOpen } = board;
  return (
    <>
      <Alerts />
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

function Knowledge(board: Board) {
  const t = useTexts(texts);
  const { narrowed, onOpen } = board;
  const more = { kind: 'article' };
  return (
    <>
      <Cards>
        <Card name="article_in_force" {...{ narrowed, onOpen }} />
        <Card name="article_out_of_date" {...{ narrowed, onOpen }} />
        <Card name="article_helped" {...{ narrowed, onOpen }} />
        <Card name="article_spared" {...{ narrowed, onOpen }} />
        <Card name="article_from_tickets" {...{ narrowed, onOpen }} />
      </Cards>
      <Grid>
        <Bars {...board} name="article_helped" by="category" title={t.charts.helped} />
        <Bars {...board} name="article_spared" by="category" title={t.charts.spared} />
        <Lines
          {...board}
          figures={['reported', 'resolved']}
          names={[t.charts.articlesBegun, t.charts.articlesPublished]}
          title={t.charts.articles}
          reading="numerator"
          more={more}
        />
        <Bars {...board} name="backlog" by="status" title={t.charts.articleStatus} more={more} />
      </Grid>
    </>
  );
}
