import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { skipToken } from '@reduxjs/toolkit/query';
import { Maximize, Pencil, Plus, Trash2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';

import { KINDS } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { useTeamsQuery } from '@/shared/api/teamsApi';
import { useOrganizationUnitsQuery } from '@/shared/api/ticketApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { Behind, type Opened } from '@/shared/figures/Behind';
import { calendarPeriod, daysBetween, MONTHS, periodOf } from '@/shared/figures/show';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useDrop } from '@/shared/kept/useDrop';
import { changedParams } from '@/shared/lib/changedParams';
import { fromField } from '@/shared/lib/localTime';
import { useNow } from '@/shared/lib/useNow';
import { CategoryPicker } from '@/shared/ui/CategoryPicker';
import { Choice, type Option } from '@/shared/ui/Choice';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { UnitPicker } from '@/shared/ui/UnitPicker';

import { Aims } from './Aims';
import { Alerts } from './Alerts';
import { Availability } from './Availability';
import { BreachRisks } from './BreachRisks';
import { DashboardDialog } from './DashboardDialog';
import { useDashboardsQuery, type Dashboard } from './dashboardsApi';
import { Forecast } from './Forecast';
import { OwnBoard } from './OwnBoard';
import { Bars, Card, Cards, Grid, Lines, type Board } from './parts';
import { ScheduledReports } from './ScheduledReports';
import { texts } from './texts';
import { useCounted } from './tv';
import { TvScreen } from './TvScreen';

const PAGES = [
  'overview',
  'sla',
  'work',
  'backlog',
  'changes',
  'problems',
  'knowledge',
  'availability',
  'aims',
  'reports',
] as const;
/** what nothing narrows */
const PLAIN = ['availability', 'aims', 'reports'];
/** too long to be told day by day */
const BY_WEEK = ['90', '365', 'last_quarter'];
const PERIODS = ['7', '30', '90', '365', ...MONTHS] as const;
/** more days than that are told week by week */
const MOST_DAYS = 62;
/** those pages whose figures there are of several kinds of tickets */
const OF_KINDS = ['overview', 'sla', 'work', 'backlog'];
/** nobody touches a screen on a wall */
const ignore = () => undefined;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** a moment of a day, as its field has it */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

const isDay = (day: string) => DAY.test(day) && !Number.isNaN(Date.parse(day));

const isMoment = (moment: string) => MOMENT.test(moment) && !Number.isNaN(Date.parse(moment));

const daysIn = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** What happened, counted. All that narrows it is in the address. */
export function FiguresPage() {
  const t = useTexts(texts);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<Opened>();
  const { data: teams = [] } = useTeamsQuery(may(me, 'team:read') ? undefined : skipToken);
  const { data: sites = [] } = useOrganizationUnitsQuery('sites');
  const { data: departments = [] } = useOrganizationUnitsQuery('departments');
  const { data: dashboards = [], isLoading } = useDashboardsQuery();
  const [edited, setEdited] = useState<{ dashboard?: Dashboard }>();
  const wanted = params.get('show');
  const builtIn = PAGES.find((one) => one === wanted);
  const own = dashboards.find(({ id }) => id === wanted);
  const isWaiting = isLoading && wanted !== null && !builtIn;
  const shownPage = own?.id ?? builtIn ?? 'overview';
  const tv = Boolean(params.get('tv')) && shownPage !== 'reports';
  const days = PERIODS.find((one) => one === params.get('days')) ?? '30';
  const first = params.get('from') ?? '';
  const last = params.get('to') ?? '';
  const between = useMemo(
    () => (isDay(first) && isDay(last) && first <= last ? daysBetween(first, last) : undefined),
    [first, last],
  );
  const noPeriod = !between && Boolean(first || last);
  const now = useNow();
  const hour = Math.floor(now / 3_600_000);
  const moment = (shownPage === 'backlog' && params.get('at')) || '';
  const past = isMoment(moment) ? fromField(moment) : null;
  const at = past && Date.parse(past) <= now ? past : '';
  const team = params.get('team_id') ?? '';
  const category = params.get('category_id') ?? '';
  const priority = params.get('priority') ?? '';
  const site = params.get('site_id') ?? '';
  const department = params.get('department_id') ?? '';
  const kind = (OF_KINDS.includes(shownPage) && params.get('kind')) || '';
  const narrowed = useMemo(() => {
    const begun = new Date(hour * 3_600_000);
    const month = MONTHS.find((one) => one === days);
    const period = between ?? (month ? calendarPeriod(month, begun) : periodOf(Number(days), begun));
    const asked = {
      team_id: team,
      category_id: category,
      priority,
      site_id: site,
      department_id: department,
      kind,
      at,
    };
    return { ...period, ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) };
  }, [between, days, hour, team, category, priority, site, department, kind, at]);
  const put = useCallback(
    (name: string, value: string) => setParams((before) => changedParams(before, { [name]: value }), { replace: true }),
    [setParams],
  );
  const long = between ? daysIn(between) > MOST_DAYS : BY_WEEK.some((one) => one === days);
  const props: Board = { narrowed, by: long ? 'week' : 'day', onOpen: tv ? ignore : setOpened };
  const counted = useCounted();
  const endTv = useCallback(() => put('tv', ''), [put]);
  const board = isWaiting ? (
    <RowSkeletons />
  ) : (
    <>
      {own && <OwnBoard {...props} cards={own.cards} />}
      {shownPage === 'overview' && <Overview {...props} />}
      {shownPage === 'sla' && <Sla {...props} />}
      {shownPage === 'work' && <Work {...props} />}
      {shownPage === 'backlog' && <Backlog {...props} />}
      {shownPage === 'changes' && <Changes {...props} />}
      {shownPage === 'problems' && <Problems {...props} />}
      {shownPage === 'knowledge' && <Knowledge {...props} />}
      {shownPage === 'availability' && <Availability narrowed={narrowed} />}
      {shownPage === 'aims' && <Aims narrowed={narrowed} />}
      {shownPage === 'reports' && <ScheduledReports />}
    </>
  );
  const heading = isWaiting ? '' : (own?.name ?? t.pages[builtIn ?? 'overview']);
  if (tv) {
    const named = [
      shownPage !== 'backlog' && (between ? `${first} – ${last}` : t.periods[days]),
      teams.find(({ id }) => id === team)?.name,
    ];
    return (
      <TvScreen title={heading} narrowed={named.filter(Boolean).join(t.own.comma)} at={at || counted} onEnd={endTv}>
        {board}
      </TvScreen>
    );
  }
  return (
    <>
      <PageHeader
        title={t.title}
        actions={
          <>
            {own && (
              <OwnActions dashboard={own} onEdit={() => setEdited({ dashboard: own })} onGone={() => put('show', '')} />
            )}
            {shownPage !== 'reports' && (
              <Button
                color="inherit"
                startIcon={<Maximize size={15} aria-hidden />}
                onClick={() => {
                  put('tv', '1');
                  // where the browser doesn't let it, the whole window is enough
                  void document.documentElement.requestFullscreen?.().catch(() => undefined);
                }}
              >
                {t.own.wholeScreen}
              </Button>
            )}
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
        {shownPage !== 'reports' && shownPage !== 'backlog' && (
          <Choice
            label={t.period}
            value={between ? '' : days}
            onChoose={(one) =>
              setParams((before) => changedParams(before, { days: one, from: '', to: '' }), { replace: true })
            }
          >
            {PERIODS.map((one) => ({ value: one, label: t.periods[one] }))}
          </Choice>
        )}
        {shownPage !== 'reports' && (
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(auto-fill, minmax(132px, 1fr))' },
              gap: 1,
              width: '100%',
            }}
          >
            {shownPage === 'backlog' ? (
              <DateTimeField
                label={t.at}
                value={moment}
                onChange={(time) => put('at', time)}
                error={Boolean(moment && !at)}
                helperText={moment && !at ? t.noMoment : t.atHint}
                sx={{ gridColumn: 'span 2' }}
              />
            ) : (
              <>
                <DateTimeField
                  label={t.from}
                  kind="date"
                  value={first}
                  onChange={(day) => put('from', day)}
                  error={noPeriod}
                  helperText={noPeriod && t.noPeriod}
                />
                <DateTimeField
                  label={t.to}
                  kind="date"
                  value={last}
                  onChange={(day) => put('to', day)}
                  error={noPeriod}
                />
              </>
            )}
            {!PLAIN.includes(shownPage) && (
              <>
                <Pick label={t.team} value={team} onChange={(value) => put('team_id', value)}>
                  {teams.map(({ id, name }) => ({ value: id, label: name }))}
                </Pick>
                <CategoryPicker label={t.category} value={category} onChange={(value) => put('category_id', value)} />
                <Priorities value={priority} onChange={(value) => put('priority', value)} />
                {sites.length > 0 && (
                  <UnitPicker kind="sites" label={t.site} value={site} onChange={(value) => put('site_id', value)} />
                )}
                {departments.length > 0 && (
                  <UnitPicker
                    kind="departments"
                    label={t.department}
                    value={department}
                    onChange={(value) => put('department_id', value)}
                  />
                )}
                {OF_KINDS.includes(shownPage) && (
                  <Pick label={t.own.kind} value={kind} onChange={(value) => put('kind', value)}>
                    {KINDS.map((one) => ({ value: one.kind, label: t.own.kinds[one.kind] }))}
                  </Pick>
                )}
              </>
            )}
          </Box>
        )}
      </Box>
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4, position: 'relative' }}>{board}</Box>
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
  const { words, say } = usePriorities();
  const { language } = useLanguage();
  return (
    <Pick label={t.priority} value={value} onChange={onChange}>
      {words.map((one) => ({ value: one, label: say(one, language) }))}
    </Pick>
  );
}

function Overview(board: Board) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const {
    words: [highest],
    say,
  } = usePriorities();
  const { narrowed, onOpen } = board;
  return (
    <>
      <Alerts />
      <Cards>
        <Card name="backlog" title={t.cards.all} {...{ narrowed, onOpen }} />
        <Card name="in_work" title={t.cards.in_work} {...{ narrowed, onOpen }} />
        <Card name="resolved" title={t.cards.resolved} {...{ narrowed, onOpen }} />
        {highest && (
          <Card
            name="backlog"
            title={t.cards.only(say(highest, language))}
            more={{ priority: highest }}
            {...{ narrowed, onOpen }}
          />
        )}
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
        <Card name="first_line" {...{ narrowed, onOpen }} />
        <Card name="handed_on" {...{ narrowed, onOpen }} />
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

/** What is open, or was at a moment. */
function Backlog(board: Board) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const {
    words: [highest],
    say,
  } = usePriorities();
  const { narrowed, onOpen } = board;
  return (
    <>
      <Cards>
        <Card name="backlog" title={t.cards.all} {...{ narrowed, onOpen }} />
        <Card name="in_work" title={t.cards.in_work} {...{ narrowed, onOpen }} />
        {highest && (
          <Card
            name="backlog"
            title={t.cards.only(say(highest, language))}
            more={{ priority: highest }}
            {...{ narrowed, onOpen }}
          />
        )}
      </Cards>
      <Grid>
        <Bars {...board} name="backlog" by="status" title={t.charts.status} />
        <Bars {...board} name="backlog" by="priority" title={t.charts.openPriority} />
        <Bars {...board} name="backlog" by="team" title={t.charts.team} />
        <Bars {...board} name="backlog" by="age" title={t.charts.age} />
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
        <Card name="board_rounds" {...{ narrowed, onOpen }} />
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
