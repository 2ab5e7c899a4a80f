import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { AlertTriangle, Ban, Check, Info } from 'lucide-react';
import type { ReactNode } from 'react';

import { numberOf } from '@/shared/api/model';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { CiName } from '@/shared/ui/CiName';
import { Fact, Facts } from '@/shared/ui/Block';
import { Grid } from '@/shared/ui/Grid';
import { PersonById } from '@/shared/ui/PersonById';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { TimeRange } from '@/shared/ui/TimeRange';
import { ZoneName } from '@/shared/ui/ZoneName';

import {
  lastRound,
  useConflictsQuery,
  type ChangeDetail,
  type ChangeTask,
  type Conflict,
  type Seat,
} from './changeApi';
import { texts } from './texts';

const RISK_COLOURS: Record<string, string> = {
  critical: 'meaning.critical',
  high: 'meaning.high',
  medium: 'meaning.medium',
  low: 'meaning.low',
};

export function RiskWord({ change }: { change: Pick<ChangeDetail, 'risk' | 'risk_score'> }) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  if (!change.risk) {
    return <Box sx={{ color: 'text.secondary' }}>{t.noRisk}</Box>;
  }
  return (
    <span>
      <Box component="span" sx={{ fontWeight: 600, color: RISK_COLOURS[change.risk] }}>
        {word('priority', change.risk, language)}
      </Box>
      {typeof change.risk_score === 'number' && (
        <Box component="span" sx={{ color: 'text.secondary', ml: 1, fontSize: '0.8125rem' }}>
          {t.riskScore(String(change.risk_score))}
        </Box>
      )}
    </span>
  );
}

/** What is asked for, when, by whom, on what, and how risky that is. */
export function PlanFacts({ change }: { change: ChangeDetail }) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const answers = change.risk_answers;
  const said = (yes: boolean | undefined) => (yes === undefined ? '－' : yes ? t.yes : t.no);
  return (
    <Facts>
      <Fact label={t.window}>
        {change.planned_start ? <TimeRange from={change.planned_start} to={change.planned_end} /> : t.noWindow}
      </Fact>
      {change.point_of_no_return && (
        <Fact label={t.pointOfNoReturn}>
          {formatDateTime(change.point_of_no_return, language)} <ZoneName at={new Date(change.point_of_no_return)} />
        </Fact>
      )}
      <Fact label={t.type}>{word('changeType', change.type, language)}</Fact>
      <Fact label={t.implementer}>{change.implementer_id ? <PersonById id={change.implementer_id} /> : t.nothing}</Fact>
      <Fact label={t.risk}>
        <RiskWord change={change} />
      </Fact>
      {answers && (
        <>
          <Fact label={t.answers.backout_tested}>{said(answers.backout_tested)}</Fact>
          <Fact label={t.answers.rehearsed}>{said(answers.rehearsed)}</Fact>
          <Fact label={t.answers.team_experience}>
            {(t.experience as Record<string, string>)[answers.team_experience] ?? answers.team_experience}
          </Fact>
        </>
      )}
      <Fact label={t.cis} wide>
        {change.ci_ids?.length
          ? change.ci_ids.map((id, at) => (
              <span key={id}>
                {at > 0 && (language === 'ja' ? '、' : ', ')}
                <CiName id={id} />
              </span>
            ))
          : t.noCis}
      </Fact>
    </Facts>
  );
}

export function PlanTexts({ change }: { change: ChangeDetail }) {
  const t = useTexts(texts);
  const empty = (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t.nothing}
    </Box>
  );
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1.5 }}>
      <Fact label={t.reason}>{change.reason || empty}</Fact>
      <Fact label={t.implementation}>{change.implementation_plan || empty}</Fact>
      <Fact label={t.backout}>{change.backout_plan || empty}</Fact>
      <Fact label={t.test}>{change.test_plan || empty}</Fact>
    </Box>
  );
}

const EFFECTS: Record<string, { icon: typeof Info; colour: string }> = {
  informs: { icon: Info, colour: 'info.main' },
  needs_approval: { icon: AlertTriangle, colour: 'warning.main' },
  blocks: { icon: Ban, colour: 'error.main' },
};

function OneConflict({ conflict }: { conflict: Conflict }) {
  const t = useTexts(texts);
  const settled = conflict.acknowledged || conflict.passes;
  const effect = EFFECTS[conflict.effect] ?? EFFECTS.informs!;
  const Icon = settled ? Check : effect.icon;
  const kind = (t.conflictKinds as Record<string, string>)[conflict.kind] ?? conflict.kind;
  const says = conflict.passes
    ? ((t.passes as Record<string, string>)[conflict.passes] ?? conflict.passes)
    : conflict.acknowledged
      ? t.acknowledged
      : ((t.effects as Record<string, string>)[conflict.effect] ?? conflict.effect);
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, py: 0.75, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ color: settled ? 'text.secondary' : effect.colour, pt: '3px' }}>
        <Icon size={16} aria-hidden />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
          <Box component="span" sx={{ fontWeight: 500 }}>
            {kind}
          </Box>
          <span>{conflict.other?.name ?? t.confidential}</span>
          <Box
            component="span"
            sx={{ ml: 'auto', fontSize: '0.75rem', color: settled ? 'text.secondary' : effect.colour }}
          >
            {says}
          </Box>
        </Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
          <TimeRange from={conflict.overlap_start} to={conflict.overlap_end} />
        </Box>
      </Box>
    </Box>
  );
}

/** All that speaks against the window, and when it would be free. */
export function Conflicts({ change, onTake }: { change: ChangeDetail; onTake?: (start: string, end: string) => void }) {
  const t = useTexts(texts);
  const { data: objections, error, refetch } = useConflictsQuery(numberOf(change), { skip: !change.planned_start });
  if (!change.planned_start) {
    return <Box sx={{ color: 'text.secondary' }}>{t.noWindowYet}</Box>;
  }
  if (!objections) {
    return error ? <ErrorAlert error={error} onRetry={() => void refetch()} /> : <RowSkeletons rows={2} />;
  }
  const free = objections.next_free_slot;
  if (objections.conflicts.length === 0) {
    return (
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', color: 'text.secondary' }}>
        <Check size={16} aria-hidden />
        {t.noConflicts}
      </Box>
    );
  }
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {objections.conflicts.map((conflict) => (
          <OneConflict key={conflict.id} conflict={conflict} />
        ))}
      </Box>
      {free?.planned_start && free.planned_end && (
        <Box sx={{ pt: 1, borderTop: 1, borderColor: 'divider', display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t.nextFree}
          </Box>
          {onTake ? (
            <ButtonBase
              onClick={() => onTake(free.planned_start!, free.planned_end!)}
              sx={{ font: 'inherit', color: 'primary.main', textDecoration: 'underline' }}
            >
              <TimeRange from={free.planned_start} to={free.planned_end} />
            </ButtonBase>
          ) : (
            <span>
              <TimeRange from={free.planned_start} to={free.planned_end} />
            </span>
          )}
        </Box>
      )}
    </>
  );
}

export function Steps({ tasks, actions }: { tasks: readonly ChangeTask[]; actions?: (task: ChangeTask) => ReactNode }) {
  const t = useTexts(texts);
  if (tasks.length === 0) {
    return <Box sx={{ color: 'text.secondary' }}>{t.noSteps}</Box>;
  }
  return (
    <Grid head={[t.step, t.assignee, t.planned, t.actual, ...(actions ? [''] : [])]} label={t.steps}>
      {tasks.map((task, at) => (
        <tr key={task.id}>
          <Box component="td" sx={{ minWidth: 180 }}>
            <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
              {at + 1}
            </Box>
            {task.title}
          </Box>
          <td>
            <PersonById id={task.assignee_id} />
          </td>
          <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
            <TimeRange from={task.planned_start} to={task.planned_end} />
          </Box>
          <Box component="td" sx={{ whiteSpace: 'nowrap', color: task.actual_end ? 'success.main' : undefined }}>
            <TimeRange from={task.actual_start ?? task.actual_end} to={task.actual_end} />
          </Box>
          {actions && (
            <Box component="td" sx={{ whiteSpace: 'nowrap', textAlign: 'right !important' }}>
              {actions(task)}
            </Box>
          )}
        </tr>
      ))}
    </Grid>
  );
}

const VOTE_COLOURS: Record<string, string> = {
  approve: 'success.main',
  reject: 'error.main',
  conditional: 'warning.main',
};
const VOTES = ['approve', 'conditional', 'reject', 'abstain'] as const;

/** How the round stands: a bar of the votes, with their numbers in words. */
export function Tally({ seats }: { seats: readonly Seat[] }) {
  const t = useTexts(texts);
  const counts = VOTES.map((vote) => ({ vote, count: seats.filter((seat) => seat.vote === vote).length }));
  const cast = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Box>
      <Box
        aria-hidden
        sx={{ display: 'flex', gap: '2px', height: 6, borderRadius: 1, overflow: 'hidden', bgcolor: 'quiet' }}
      >
        {counts.map(({ vote, count }) => (
          <Box
            key={vote}
            sx={{ width: `${(count / seats.length) * 100}%`, bgcolor: VOTE_COLOURS[vote] ?? 'text.secondary' }}
          />
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, pt: 0.5, fontSize: '0.8125rem' }}>
        <span>{t.cast(String(cast), String(seats.length))}</span>
        {counts
          .filter(({ count }) => count > 0)
          .map(({ vote, count }) => (
            <Box component="span" key={vote} sx={{ color: VOTE_COLOURS[vote] ?? 'text.secondary' }}>
              {t.words[vote]} {count}
            </Box>
          ))}
      </Box>
    </Box>
  );
}

function ForWhom({ seat }: { seat: Seat }) {
  const t = useTexts(texts);
  return (
    <>
      <PersonById id={seat.member_id} />
      {seat.holder_id !== seat.member_id && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', display: 'flex', flexWrap: 'wrap', columnGap: 0.5 }}>
          {t.substitute} <PersonById id={seat.holder_id} />
        </Box>
      )}
    </>
  );
}

/** What members demanded in rounds that are over: whoever plans, votes or carries out is to know. */
export function Conditions({ change }: { change: ChangeDetail }) {
  const t = useTexts(texts);
  const seats = change.votes.filter(({ vote, outcome }) => vote === 'conditional' && outcome === 'conditional');
  if (seats.length === 0) {
    return null;
  }
  return (
    <Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{t.conditions}</Box>
      <Box component="ul" aria-label={t.conditions} sx={{ m: 0, pl: 2.5 }}>
        {seats.map((seat) => (
          <li key={`${seat.round} ${seat.member_id}`}>
            <Box component="span" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {seat.reason}
            </Box>{' '}
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              <PersonById id={seat.holder_id} /> {t.round(String(seat.round))}
            </Box>
          </li>
        ))}
      </Box>
    </Box>
  );
}

/** The seats of the latest round; conditions stand beside the votes. */
export function Votes({ change }: { change: ChangeDetail }) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const seats = lastRound(change.votes);
  const first = seats[0];
  if (!first) {
    return <Box sx={{ color: 'text.secondary' }}>{t.noVotes}</Box>;
  }
  const outcome = first.outcome ?? 'open';
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
        <span>{t.round(String(first.round))}</span>
        <Box component="span" sx={{ fontWeight: 500 }}>
          {(t.outcomes as Record<string, string>)[outcome] ?? outcome}
        </Box>
        {first.deadline_at && outcome === 'open' && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t.deadline} {formatDateTime(first.deadline_at, language)}
          </Box>
        )}
      </Box>
      <Tally seats={seats} />
      <Grid head={[t.member, t.vote, t.condition, t.votedAt]} label={t.votes}>
        {seats.map((seat) => (
          <tr key={seat.member_id}>
            <td>
              <ForWhom seat={seat} />
              {seat.veto && (
                <Box component="span" sx={{ ml: 1, fontSize: '0.75rem', color: 'text.secondary' }}>
                  {t.veto}
                </Box>
              )}
            </td>
            <Box
              component="td"
              sx={{ whiteSpace: 'nowrap', color: seat.vote ? VOTE_COLOURS[seat.vote] : 'text.secondary' }}
            >
              {seat.vote ? ((t.words as Record<string, string>)[seat.vote] ?? seat.vote) : t.notVoted}
            </Box>
            <Box component="td" sx={{ minWidth: 120 }}>
              {seat.reason}
            </Box>
            <Box component="td" sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
              {seat.voted_at && formatDateTime(seat.voted_at, language)}
            </Box>
          </tr>
        ))}
      </Grid>
    </Box>
  );
}
