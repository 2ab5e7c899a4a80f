import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { skipToken } from '@reduxjs/toolkit/query';
import { useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { addressOf } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { useTeamsQuery } from '@/shared/api/teamsApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { Behind, type Opened } from '@/shared/figures/Behind';
import { amount, percent, periodOf, shown } from '@/shared/figures/show';
import { formatDate } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn, type Language } from '@/shared/i18n/texts';
import { changedParams } from '@/shared/lib/changedParams';
import { beginDraft } from '@/shared/lib/useDraft';
import { useNow } from '@/shared/lib/useNow';
import { Block } from '@/shared/ui/Block';
import { CategoryPicker } from '@/shared/ui/CategoryPicker';
import { Choice } from '@/shared/ui/Choice';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import type { FlowMark } from '@/shared/ui/flowArc';
import { Grid } from '@/shared/ui/Grid';
import { OneChoice } from '@/shared/ui/OneChoice';
import { ProcessPicture } from '@/shared/ui/ProcessPicture';
import { PageSkeleton } from '@/shared/ui/Skeletons';

import {
  useFindingsQuery,
  useFlowQuery,
  useVariantsQuery,
  type MiningQuestion,
  type ProcessFinding,
  type ProcessFlow,
} from './miningApi';
import { nameOf, useModelFileQuery, type Version } from './modelsApi';
import { texts } from './texts';

const PERIODS = ['30', '90', '365', 'release'] as const;
const NARROWING = ['team_id', 'category_id', 'priority'] as const;
const END = 'endEvent';
/** More lines than that hide the picture below them. */
const MOST_DRAWN = 15;
const MOST_FOLLOWS = 30;
const MOST_WAYS = 10;

/** How work really went through a process: over its picture, in findings, and way by way. */
export function ProcessFlowView({ version }: { version: Version }) {
  const t = useTexts(texts);
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<Opened>();
  const days = PERIODS.find((one) => one === params.get('days')) ?? '90';
  const [team, category, priority] = NARROWING.map((name) => params.get(name) ?? '');
  const me = useMe();
  const { language } = useLanguage();
  const { data: teams = [] } = useTeamsQuery(may(me, 'team:read') ? undefined : skipToken);
  const { words, say } = usePriorities();
  const put = (changed: Record<string, string>) =>
    setParams((before) => changedParams(before, { view: 'flow', ...changed }), { replace: true });
  const hour = Math.floor(useNow() / 3_600_000);
  const [asked, before] = useMemo((): [MiningQuestion, MiningQuestion?] => {
    const process = version.key;
    const narrowed = {
      ...(team && { team_id: team }),
      ...(category && { category_id: category }),
      ...(priority && { priority }),
    };
    const now = new Date(hour * 3_600_000);
    if (days !== 'release') {
      return [{ process, ...narrowed, ...periodOf(Number(days), now) }];
    }
    const { to } = periodOf(0, now);
    const from = version.deployed_at;
    const earlier = new Date(2 * Date.parse(from) - Date.parse(to)).toISOString();
    return [
      { process, ...narrowed, from, to },
      { process, ...narrowed, from: earlier, to: from },
    ];
  }, [version.key, version.deployed_at, days, hour, team, category, priority]);
  const { currentData: flow, error, refetch } = useFlowQuery(asked);
  const at = params.get('at') ?? undefined;
  const picture = useRef<HTMLDivElement>(null);
  const show = (element: string) => {
    put({ at: element });
    picture.current?.scrollIntoView({ block: 'center' });
  };
  const query = new URLSearchParams({ ...asked }).toString();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Choice label={t.period} value={days} onChoose={(chosen) => put({ days: chosen, at: '' })}>
          {PERIODS.map((one) => ({ value: one, label: t.periods[one] }))}
        </Choice>
        <Box sx={{ flex: 1 }} />
        {(['xes', 'ocel'] as const).map((format) => (
          <Button key={format} component="a" download href={`/api/v1/mining/log?${query}&format=${format}`}>
            {t.log[format]}
          </Button>
        ))}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, minmax(0, 220px))' }, gap: 1 }}>
        <OneChoice
          label={t.team}
          options={teams.map(({ id, name }) => ({ value: id, name }))}
          value={team ?? ''}
          onChange={(chosen) => put({ team_id: chosen, at: '' })}
        />
        <CategoryPicker
          label={t.category}
          value={category ?? ''}
          onChange={(chosen) => put({ category_id: chosen, at: '' })}
        />
        <OneChoice
          label={t.priority}
          options={words.map((one) => ({ value: one, name: say(one, language) }))}
          value={priority ?? ''}
          onChange={(chosen) => put({ priority: chosen, at: '' })}
        />
      </Box>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {!flow && !error && <PageSkeleton />}
      {flow && flow.tickets === 0 && <EmptyState title={t.nothingFlowed} />}
      {flow && flow.tickets > 0 && (
        <>
          <Box ref={picture}>
            <Picture version={version} flow={flow} at={at} />
          </Box>
          <Findings
            asked={asked}
            before={before}
            process={version.name ?? version.key}
            onOpen={setOpened}
            onShow={show}
          />
          <Steps flow={flow} />
          <Follows flow={flow} />
          <Ways asked={asked} flow={flow} />
        </>
      )}
      {opened && <Behind {...opened} onClose={() => setOpened(undefined)} />}
    </Box>
  );
}

function Picture({ version, flow, at }: { version: Version; flow: ProcessFlow; at: string | undefined }) {
  const t = useTexts(texts);
  const { data: xml, error } = useModelFileQuery({ key: version.key, version: nameOf(version) });
  const { language } = useLanguage();
  const [isDrawn, setDrawn] = useState(true);
  const all = flow.steps.reduce((sum, { seconds }) => sum + seconds, 0);
  const drawn = useMemo(() => (isDrawn ? flowMarks(flow, at, language) : undefined), [flow, at, language, isDrawn]);
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <ErrorAlert error={error} />
      {xml && (
        <ProcessPicture
          xml={xml}
          label={t.views.flow}
          here={at ? [at] : []}
          tickets={Object.fromEntries(flow.steps.map(({ element, tickets }) => [element, tickets]))}
          flows={drawn}
          heat={Object.fromEntries(flow.steps.map(({ element, seconds }) => [element, all > 0 ? seconds / all : 0]))}
        />
      )}
      <FormControlLabel
        control={<Checkbox checked={isDrawn} onChange={(event) => setDrawn(event.target.checked)} />}
        label={t.drawFlows}
      />
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {t.flowHint(flow.tickets.toLocaleString('en-US'))}
      </Box>
    </Box>
  );
}

/** What followed what, whatever the action, or what is around one element, the most frequent first. */
function pairsOf(flow: ProcessFlow, at?: string) {
  const pairs = new Map<string, { from: string; to: string; times: number; median?: number | null }>();
  for (const { from, to, times = 0, median } of flow.flows ?? []) {
    if (from && to && (!at || from === at || to === at)) {
      const key = `${from} ${to}`;
      const before = pairs.get(key);
      // the middle of two ways together is in neither of them
      pairs.set(key, { from, to, times: (before?.times ?? 0) + times, median: before ? undefined : median });
    }
  }
  return [...pairs.values()].sort((one, other) => other.times - one.times);
}

/** What followed what the most often: how often, and how long it took in the middle. */
export function flowMarks(flow: ProcessFlow, at: string | undefined, language: Language): FlowMark[] {
  const most = pairsOf(flow, at).slice(0, MOST_DRAWN);
  return most.map(({ from, to, times, median }) => ({
    from,
    to,
    share: times / (most[0]?.times ?? 1),
    label: [times.toLocaleString('en-US'), typeof median === 'number' && shown(median, 'seconds', language)]
      .filter(Boolean)
      .join(' · '),
  }));
}

/** The same in words. */
function Follows({ flow }: { flow: ProcessFlow }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const labels = new Map(flow.steps.map(({ element, label }) => [element, labelIn(label, language)]));
  const flows = pairsOf(flow).slice(0, MOST_FOLLOWS);
  return flows.length === 0 ? null : (
    <Block title={t.follows}>
      <Grid head={[t.element, t.nextElement, t.times, t.median]} label={t.follows}>
        {flows.map(({ from, to, times, median }) => (
          <tr key={`${from} ${to}`}>
            <td>{labels.get(from) ?? from}</td>
            <td>{labels.get(to) ?? to}</td>
            <td>{times.toLocaleString('en-US')}</td>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {shown(median, 'seconds', language)}
            </Box>
          </tr>
        ))}
      </Grid>
    </Block>
  );
}

interface Leads {
  /** what people call the process */
  process: string;
  onOpen: (opened: Opened) => void;
  /** shows an element in the picture */
  onShow: (element: string) => void;
}

/** Whether both say the same thing of the same thing. */
const alike = (one: ProcessFinding) => (other: ProcessFinding) =>
  one.name === other.name && one.element === other.element && one.team === other.team;

/** What stands out; beside it what it was before, with what stood out then alone. */
function Findings({ asked, before, ...leads }: Leads & { asked: MiningQuestion; before: MiningQuestion | undefined }) {
  const t = useTexts(texts);
  const { currentData: findings, error } = useFindingsQuery(asked);
  const { currentData: earlier = [] } = useFindingsQuery(before ?? skipToken);
  const gone = findings ? earlier.filter((one) => !findings.some(alike(one))) : [];
  return (
    <Block title={t.findings}>
      <ErrorAlert error={error} />
      {findings?.length === 0 && gone.length === 0 && <Box sx={{ color: 'text.secondary' }}>{t.noFindings}</Box>}
      {findings && findings.length + gone.length > 0 && (
        <Grid head={[t.finding, t.element, t.figure, '']} label={t.findings}>
          {findings.map((finding, at) => (
            <Found
              key={`${finding.name} ${at}`}
              finding={finding}
              asked={asked}
              was={before && (earlier.find(alike(finding)) ?? null)}
              {...leads}
            />
          ))}
          {gone.map((finding, at) => (
            <Found key={`gone ${finding.name} ${at}`} finding={finding} asked={asked} was={finding} gone {...leads} />
          ))}
        </Grid>
      )}
    </Block>
  );
}

function Found({
  finding,
  asked,
  was,
  gone = false,
  process,
  onOpen,
  onShow,
}: Leads & {
  finding: ProcessFinding;
  asked: MiningQuestion;
  /** what it was before; null for nothing that stood out, undefined where nobody asks */
  was: ProcessFinding | null | undefined;
  /** whether it stood out before alone */
  gone?: boolean;
}) {
  const t = useTexts(texts);
  const me = useMe();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const { unit, numerator, denominator, usual, tickets } = finding;
  const counts = {
    of: unit === 'seconds' || finding.name === 'long_wait' ? 'seconds' : 'count',
    by: finding.name === 'long_wait' ? 'seconds' : 'count',
  };
  const title = labelIn(finding.title, language);
  const element = labelIn(finding.label ?? undefined, language);
  const definition = labelIn(finding.definition, language);
  const read = (one: ProcessFinding | null) => (!one || one.name === 'unused' ? '–' : shown(one.value, unit, language));
  const reading = gone ? '–' : read(finding);
  const parts = `${amount(numerator, counts.of, language)} / ${amount(denominator, counts.by, language)}`;
  const change = () => {
    const about = [title, element, finding.team].filter(Boolean).join(' · ');
    const [from, to] = [formatDate(asked.from, language), formatDate(asked.to, language)];
    beginDraft('new.title', t.changeTitle(process, about), ' · ');
    beginDraft(
      'new.description',
      [about, `${reading} (${parts}), ${from} – ${to}`, definition, window.location.href].join('\n'),
    );
    void navigate('/new/changes');
  };
  return (
    <tr>
      <Box component="td" title={definition} sx={{ minWidth: 160 }}>
        {title}
        {finding.team && <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{finding.team}</Box>}
      </Box>
      <Box component="td" sx={{ minWidth: 140 }}>
        {finding.element && (
          <Button aria-label={t.showElement(element)} onClick={() => onShow(finding.element!)}>
            {element}
          </Button>
        )}
      </Box>
      <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
        {reading}
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
          {usual !== null && usual !== undefined && !gone
            ? t.usual(shown(usual, unit, language))
            : finding.name !== 'unused' && !gone && parts}
        </Box>
        {was !== undefined && <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{t.wasBefore(read(was))}</Box>}
      </Box>
      <td>
        {tickets && (
          <Button onClick={() => onOpen({ title: element ? `${title}: ${element}` : title, tickets, definition })}>
            {t.tickets}
          </Button>
        )}
        {!gone && may(me, 'change:create') && <Button onClick={change}>{t.openChange}</Button>}
      </td>
    </tr>
  );
}

/** The elements, those first where most time passed. */
function Steps({ flow }: { flow: ProcessFlow }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <Block title={t.steps}>
      <Grid head={[t.element, t.tickets, t.visits, t.repeated, t.restingNow, t.median, t.p90]} label={t.steps}>
        {flow.steps.map(({ element, label, type, tickets, visits, repeated, resting, median, p90 }) => (
          <tr key={element}>
            <Box component="td" sx={{ minWidth: 140 }}>
              {labelIn(label, language)}
            </Box>
            <td>{tickets}</td>
            <td>{visits}</td>
            <td>{type === END ? '' : repeated}</td>
            <td>{type === END ? '' : resting}</td>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {type === END ? '' : shown(median, 'seconds', language)}
            </Box>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {type === END ? '' : shown(p90, 'seconds', language)}
            </Box>
          </tr>
        ))}
      </Grid>
    </Block>
  );
}

/** The ways that tickets took, the most frequent first. */
function Ways({ asked, flow }: { asked: MiningQuestion; flow: ProcessFlow }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { currentData: found, error } = useVariantsQuery(asked);
  const labels = new Map(flow.steps.map(({ element, label }) => [element, labelIn(label, language)]));
  return (
    <Block title={t.ways}>
      <ErrorAlert error={error} />
      {found && (
        <>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 0.5 }}>
            {t.waysOf(String(found.variants), String(found.processes))}
          </Box>
          <Grid head={[t.share, t.way, t.median, t.latest]} label={t.ways}>
            {found.items.slice(0, MOST_WAYS).map(({ elements, ended, processes, share, median, tickets }) => (
              <tr key={`${elements.join(' ')} ${ended}`}>
                <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                  {percent(share)}
                  <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{processes}</Box>
                </Box>
                <Box component="td" sx={{ minWidth: 260 }}>
                  {elements.map((element) => labels.get(element) ?? element).join(' → ')}
                  {!ended && ' …'}
                </Box>
                <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                  {shown(median, 'seconds', language)}
                </Box>
                <td>
                  {tickets.map((number) => (
                    <Box
                      key={number}
                      component={Link}
                      to={addressOf(number)}
                      sx={{ color: 'primary.main', display: 'inline-block', lineHeight: '24px', mr: 1 }}
                    >
                      {number}
                    </Box>
                  ))}
                </td>
              </tr>
            ))}
          </Grid>
        </>
      )}
    </Block>
  );
}
