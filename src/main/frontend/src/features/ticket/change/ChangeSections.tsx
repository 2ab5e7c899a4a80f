import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router';

import type { Action, TicketDetail } from '@/shared/api/model';
import type { ChangeDetail } from '@/shared/change/changeApi';
import { Conditions, Conflicts, PlanFacts, PlanTexts, Steps, Votes } from '@/shared/change/parts';
import { texts as words } from '@/shared/change/texts';
import { formatDateTime, formatDuration } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { toField } from '@/shared/lib/localTime';
import { useNow } from '@/shared/lib/useNow';
import { Block, Fact, Facts } from '@/shared/ui/Block';
import { TimeRange } from '@/shared/ui/TimeRange';
import { ZoneName } from '@/shared/ui/ZoneName';

import { PlansToFollow } from './PlansToFollow';
import { ProposedRelease } from './ProposedRelease';
import { texts } from './texts';

interface Props {
  ticket: TicketDetail;
  number: string;
  canEdit: boolean;
  busy: boolean;
  onChoose: (action: Action, initial?: Record<string, unknown>) => void;
}

/** The change workbench: plan, what speaks against it, who decides, the run sheet and what came of it. */
export function ChangeSections({ ticket, number, canEdit, busy, onChoose }: Props) {
  const t = useTexts(texts);
  const w = useTexts(words);
  const { language } = useLanguage();
  const change = ticket as ChangeDetail;
  // whatever the model calls it, it is done to one step
  const onStep = change.actions.find(({ fields }) => fields.some(({ key }) => key === 'task_id'));
  const onWindow = change.actions.find(({ fields }) => fields.some(({ key }) => key === 'planned_start'));
  const times = (start: string, end: string) =>
    onWindow && onChoose(onWindow, { planned_start: toField(start), planned_end: toField(end) });
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
      <Block
        title={w.plan}
        action={
          canEdit &&
          (!change.plan_fixed ? (
            <Button component={Link} to={`/changes/${number}/plan`}>
              {t.editPlan}
            </Button>
          ) : (
            change.type === 'emergency' && <PlansToFollow change={change} number={number} />
          ))
        }
      >
        <Conditions change={change} />
        <PlanFacts change={change} />
        <Box sx={{ pt: 2 }}>
          <PlanTexts change={change} />
        </Box>
      </Block>
      <ProposedRelease change={change} />
      <Block title={w.conflicts}>
        <Conflicts change={change} onTake={onWindow ? times : undefined} />
      </Block>
      {change.votes.length > 0 && (
        <Block
          title={w.votes}
          action={
            <Button component={Link} to={`/cab/${number}`}>
              {t.toCab}
            </Button>
          }
        >
          <Votes change={change} />
        </Block>
      )}
      <Block title={t.runSheet}>
        {change.started_at && <Running change={change} />}
        <Steps
          tasks={change.tasks}
          actions={
            onStep &&
            ((task) =>
              !task.actual_end && (
                <Button variant="outlined" disabled={busy} onClick={() => onChoose(onStep, { task_id: task.id })}>
                  {labelIn(onStep.label, language)}
                </Button>
              ))
          }
        />
      </Block>
      {(change.outcome || change.review || change.rejection_reason) && (
        <Block title={t.review}>
          <Facts>
            {change.outcome && (
              <Fact label={t.outcome}>{(t.outcomes as Record<string, string>)[change.outcome] ?? change.outcome}</Fact>
            )}
            {change.ended_at && (
              <Fact label={w.actual}>
                <TimeRange from={change.started_at} to={change.ended_at} />
              </Fact>
            )}
            {change.rejection_reason && (
              <Fact label={t.rejection} wide>
                {change.rejection_reason}
              </Fact>
            )}
            {change.review && (
              <Fact label={t.review} wide>
                {change.review}
              </Fact>
            )}
          </Facts>
        </Block>
      )}
    </Box>
  );
}

/** When it began, and how long it can still be taken back. */
function Running({ change }: { change: ChangeDetail }) {
  const t = useTexts(texts);
  const w = useTexts(words);
  const { language } = useLanguage();
  const now = useNow();
  const left = change.point_of_no_return ? new Date(change.point_of_no_return).getTime() - now : undefined;
  return (
    <Box sx={{ pb: 1.5 }}>
      <Facts>
        <Fact label={w.planned}>
          <TimeRange from={change.planned_start} to={change.planned_end} />
        </Fact>
        <Fact label={w.actual}>
          <TimeRange from={change.started_at} to={change.ended_at} />
        </Fact>
        {change.point_of_no_return && (
          <Fact label={w.pointOfNoReturn}>
            {formatDateTime(change.point_of_no_return, language)} <ZoneName at={new Date(change.point_of_no_return)} />
            {left !== undefined && !change.ended_at && (
              <Box
                component="span"
                role="timer"
                sx={{ ml: 1, fontWeight: 600, color: left < 30 * 60_000 ? 'meaning.late' : 'text.primary' }}
              >
                {left > 0 ? t.left(formatDuration(left / 1000, language)) : t.past}
              </Box>
            )}
          </Fact>
        )}
      </Facts>
    </Box>
  );
}
