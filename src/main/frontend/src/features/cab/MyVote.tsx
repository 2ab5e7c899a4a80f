import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';

import { numberOf, type Action } from '@/shared/api/model';
import { useMe } from '@/shared/api/profile';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { usePerformActionMutation } from '@/shared/api/ticketApi';
import { CHANGES, lastRound, usePersonQuery, type ChangeDetail } from '@/shared/change/changeApi';
import { Conditions } from '@/shared/change/parts';
import { texts as changeTexts } from '@/shared/change/texts';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { focusAfter } from '@/shared/lib/focusAfter';
import { useActions } from '@/shared/lib/useActions';
import { sentBy } from '@/shared/lib/keys';
import { useDraft } from '@/shared/lib/useDraft';
import { useStale } from '@/shared/lib/useStale';
import { ActionButtons } from '@/shared/ui/ActionButtons';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FormView } from '@/shared/ui/FormView';
import { useNotice } from '@/shared/ui/Notice';
import { personName } from '@/shared/ui/Person';
import { texts as shared } from '@/shared/ui/texts';
import { filled, missing } from '@/shared/lib/form';

import { texts } from './texts';

/** The seat that the reader holds, and what may be done about the change now. */
export function MyVote({ change }: { change: ChangeDetail }) {
  const t = useTexts(texts);
  const words = useTexts(changeTexts);
  const { language } = useLanguage();
  const me = useMe();
  const seat = lastRound(change.votes).find(({ holder_id }) => holder_id === me.id);
  const { data: member } = usePersonQuery(seat?.member_id ?? '', { skip: !seat || seat.member_id === me.id });
  const number = numberOf(change);
  const { choose, dialog, bar, problem, busy } = useActions({
    kind: CHANGES,
    id: number,
    title: `${number} ${change.title}`,
    askedAt: change.asked_at,
  });
  const voting = change.actions.find(({ name }) => name === 'vote');
  const others = change.actions.filter((action) => action !== voting && action.task);
  const vote = seat?.vote ? ((words.words as Record<string, string>)[seat.vote] ?? seat.vote) : undefined;
  return (
    <Box
      component="section"
      aria-label={t.myVote}
      sx={{ borderBlock: 1, borderColor: 'divider', py: 2, display: 'grid', gap: 1.5 }}
    >
      {seat && member && <Box>{t.forWhom(personName(member, language))}</Box>}
      {vote && seat?.voted_at && (
        <Box sx={{ fontWeight: 500 }}>{t.youVoted(vote, formatDateTime(seat.voted_at, language))}</Box>
      )}
      <Conditions change={change} />
      {!seat && change.votes.length > 0 && <Box sx={{ color: 'text.secondary' }}>{t.noVote}</Box>}
      {voting && (
        <VoteForm
          key={seat?.voted_at}
          action={voting}
          number={number}
          // a vote of one round is none of the next
          draft={`${number} ${String(seat?.round ?? 0)}`}
          again={vote !== undefined}
          askedAt={change.asked_at}
        />
      )}
      {others.length > 0 && (
        <ActionButtons actions={others} ref={bar} onChoose={(action) => choose(action)} busy={busy} shown={3} />
      )}
      <ErrorAlert error={problem} />
      {dialog}
    </Box>
  );
}

/** The first choice of the action's form as buttons, all else below it: a vote is two clicks. */
function VoteForm({
  action,
  number,
  draft,
  again,
  askedAt,
}: {
  action: Action;
  number: string;
  /** what is not sent yet is kept by */
  draft: string;
  again: boolean;
  askedAt?: number;
}) {
  const t = useTexts(texts);
  const common = useTexts(shared);
  const { language } = useLanguage();
  const words = useTexts(changeTexts).words as Record<string, string>;
  const say = useNotice();
  const [perform, { isLoading }] = usePerformActionMutation();
  const [stale, done] = useStale(askedAt);
  const [values, setValues, sent] = useDraft<Record<string, unknown>>(`vote ${draft}`, {});
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const choice = action.fields.find(({ options }) => options && options.length > 0);
  const rest = action.fields.filter((field) => field !== choice);
  const chosen = choice && values[choice.key];

  async function send() {
    const empty = missing(action.fields, values);
    setLacking(empty);
    if (empty.length > 0 || isLoading || stale) {
      return;
    }
    setProblem(undefined);
    const form = document.activeElement?.closest('form');
    try {
      await perform({ kind: CHANGES, id: number, action: action.name, fields: filled(action.fields, values) })
        .unwrap()
        .finally(done);
      sent();
      // what was voted makes it another form
      if (form) {
        focusAfter(form);
      }
      say(t.done(words[String(chosen)] ?? String(chosen)));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  const refusal = choice && atField(problem, choice.key);
  return (
    <form noValidate {...sentBy(send)}>
      <Box sx={{ display: 'grid', gap: 1.5, maxWidth: 560 }}>
        {choice && (
          <Box>
            <ToggleButtonGroup
              exclusive
              size="small"
              value={chosen ?? null}
              aria-label={labelIn(choice.label, language)}
              onChange={(_, value: string | null) => value && setValues({ ...values, [choice.key]: value })}
              sx={{ flexWrap: 'wrap', '& button': { px: 2, textTransform: 'none' } }}
            >
              {choice.options?.map((option) => (
                <ToggleButton key={option.value} value={option.value} color="primary">
                  {words[option.value] ?? labelIn(option.label, language)}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
            {(refusal ?? lacking.includes(choice.key)) && (
              <Box role="alert" sx={{ color: 'error.main', fontSize: '0.75rem', pt: 0.5 }}>
                {refusal ?? common.required}
              </Box>
            )}
          </Box>
        )}
        {chosen !== undefined && (
          <FormView
            fields={rest}
            values={values}
            onChange={(key, value) => setValues({ ...values, [key]: value })}
            problem={problem}
            lacking={lacking}
          />
        )}
        <ErrorAlert error={problem} fields={action.fields.map(({ key }) => key)} />
        <Box>
          <Button type="submit" variant="contained" disabled={chosen === undefined || isLoading || stale}>
            {again ? t.changeVote : labelIn(action.label, language)}
          </Button>
        </Box>
      </Box>
    </form>
  );
}
