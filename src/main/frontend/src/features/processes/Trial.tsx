import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';

import type { Action, Field, User } from '@/shared/api/model';
import { isProblem } from '@/shared/api/problem';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import type { Label } from '@/shared/i18n/texts';
import { keyOf } from '@/shared/lib/actionNames';
import { filled, initialOf, missing, type FieldValues } from '@/shared/lib/form';
import { ActionButtons } from '@/shared/ui/ActionButtons';
import { ActionDialog } from '@/shared/ui/ActionDialog';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FormView } from '@/shared/ui/FormView';
import { ProcessPicture } from '@/shared/ui/ProcessPicture';
import { texts as shared } from '@/shared/ui/texts';
import { UserPicker } from '@/shared/ui/UserPicker';

import {
  useTrialFormMutation,
  useTrialMutation,
  type NewTrial,
  type NewTrialStep,
  type Trial as Report,
  type TrialStep,
} from './modelsApi';
import { texts } from './texts';
import { TrialSteps } from './TrialSteps';
import { kindOfProcess, nameIn, requestTypeOf } from './modelXml';

const NO_FIELDS: readonly Field[] = [];

interface Props {
  /** key of the process */
  process: string;
  xml: string;
  /** the changed files; none for what is in force */
  files: readonly File[];
}

/**
 * A ticket that is never there, step by step: each time all steps are done again from the beginning, and taken back.
 */
export function Trial({ process, xml, files }: Props) {
  const t = useTexts(texts);
  const [begun, setBegun] = useState<NewTrial>();
  const [report, setReport] = useState<Report>();
  const [labels, setLabels] = useState<ReadonlyMap<string, Label>>(new Map());
  const [send, { error, isLoading }] = useTrialMutation();

  /** What is refused is not kept as a step. */
  async function run(trial: NewTrial): Promise<TrialStep | undefined> {
    const came = await send({ files, trial }).unwrap();
    const last = came.steps[came.steps.length - 1];
    if (last?.refused) {
      return last;
    }
    setBegun(trial);
    setReport(came);
    setLabels(
      (before) => new Map([...before, ...came.actions.map(({ action }) => [action.name, action.label] as const)]),
    );
    return undefined;
  }

  async function demand(trial: NewTrial) {
    const refused = (await run(trial))?.refused;
    if (refused) {
      throw { status: 409, code: refused.code ?? '', message: refused.message ?? '', details: refused.details ?? [] };
    }
  }

  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.trialHint}</Box>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {isLoading && <LinearProgress aria-label={t.loading} />}
      {begun && report ? (
        <Run
          process={process}
          xml={xml}
          trial={begun}
          report={report}
          labels={labels}
          busy={isLoading}
          onDo={(step) => demand({ ...begun, steps: [...(begun.steps ?? []), step] })}
          onBack={() => void demand({ ...begun, steps: (begun.steps ?? []).slice(0, -1) }).catch(() => undefined)}
          onAnew={() => setBegun(undefined)}
        />
      ) : (
        <Start process={process} xml={xml} files={files} busy={isLoading} onStart={demand} />
      )}
    </Box>
  );
}

/** What is said of the ticket at first: what the form asks that would be filled in to report it. */
function Start({
  process,
  xml,
  files,
  busy,
  onStart,
}: Props & { busy: boolean; onStart: (trial: NewTrial) => Promise<void> }) {
  const t = useTexts(texts);
  const kind = kindOfProcess(process, xml);
  const type = kind === 'request' ? requestTypeOf(xml) : undefined;
  const [ask, { data: asked, error: unread }] = useTrialFormMutation();
  useEffect(() => {
    void ask({ files, kind, type });
  }, [ask, files, kind, type]);
  const fields = asked ?? NO_FIELDS;
  const asksTitle = fields.some(({ key }) => key === 'title');
  const [typed, setTyped] = useState<FieldValues>({});
  const values: FieldValues = { title: t.trialTitle, ...initialOf(fields), ...typed };
  const title = String(values.title as string);
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<unknown>();

  function change(key: string, value: unknown) {
    setTyped((before) => ({ ...before, [key]: value }));
  }

  async function start() {
    const empty = missing(fields, values);
    setLacking(empty);
    if (empty.length > 0) {
      return;
    }
    setProblem(undefined);
    try {
      await onStart({
        kind,
        fields: {
          ...(title.trim() && !asksTitle && { title: title.trim() }),
          ...(type && { type }),
          ...filled(fields, values),
        },
      });
    } catch (refused) {
      setProblem(refused);
    }
  }

  const refused = isProblem(problem) ? problem : undefined;
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 560 }}>
      {type && !asksTitle && (
        <TextField label={t.ticketTitle} value={title} onChange={(event) => change('title', event.target.value)} />
      )}
      <ErrorAlert error={unread} onRetry={() => void ask({ files, kind, type })} />
      <FormView fields={fields} values={values} onChange={change} problem={refused} lacking={lacking} />
      <ErrorAlert error={refused} fields={fields.map(({ key }) => key)} />
      <Box>
        <Button variant="contained" disabled={busy || !asked} onClick={() => void start()}>
          {t.trialStart}
        </Button>
      </Box>
    </Box>
  );
}

interface RunProps {
  process: string;
  xml: string;
  trial: NewTrial;
  report: Report;
  /** what the actions that were offered so far are called */
  labels: ReadonlyMap<string, Label>;
  busy: boolean;
  onDo: (step: NewTrialStep) => Promise<void>;
  onBack: () => void;
  onAnew: () => void;
}

/** Where the ticket stands, what it did, and what can be done next. */
function Run({ process, xml, trial, report, labels, busy, onDo, onBack, onAnew }: RunProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const clockNames = useTexts(shared).clock as unknown as Record<string, string>;
  const [chosen, setChosen] = useState<Action>();
  const [who, setWho] = useState<User | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const actions = report.actions.map(({ action }) => action);
  const by = who ? { by: who.username } : {};
  const own = report.processes.filter(({ key }) => key === process);

  function attempt(step: NewTrialStep) {
    setProblem(undefined);
    onDo(step).catch(setProblem);
  }

  function choose(action: Action) {
    if (action.fields.length > 0) {
      setChosen(action);
    } else {
      attempt({ action: action.name, element: action.element, ...by });
    }
  }

  return (
    <>
      <ProcessPicture
        xml={xml}
        label={t.views.picture}
        here={own.flatMap(({ waits_at }) => waits_at)}
        done={own.flatMap(({ steps }) => steps.flatMap(({ element }) => (element ? [element] : [])))}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <ActionButtons actions={actions} onChoose={choose} busy={busy} />
        {report.processes.flatMap(({ id, timers }) =>
          timers.map(({ element, due }) => (
            <Button
              key={`${id} ${element}`}
              color="inherit"
              variant="outlined"
              disabled={busy}
              sx={{ borderColor: 'divider', borderStyle: 'dashed' }}
              onClick={() => attempt({ timer: element })}
            >
              {t.timerDue(nameIn(xml, element ?? ''), due ? formatDateTime(due, language) : '')}
            </Button>
          )),
        )}
        <Box sx={{ flex: 1 }} />
        <Button color="inherit" disabled={busy || (trial.steps ?? []).length === 0} onClick={onBack}>
          {t.trialBack}
        </Button>
        <Button color="inherit" disabled={busy} onClick={onAnew}>
          {t.trialAnew}
        </Button>
      </Box>
      {actions.length > 0 && (
        <Box sx={{ maxWidth: 360 }}>
          <UserPicker label={t.trialBy} value={who} onChange={setWho} />
        </Box>
      )}
      <ErrorAlert error={isProblem(problem) ? problem : undefined} />
      <Block title={t.trialSteps}>
        <TrialSteps
          steps={report.steps}
          kind={trial.kind}
          labels={labels}
          timerName={(element) => nameIn(xml, element)}
        />
      </Block>
      {report.clocks.length > 0 && (
        <Block title={t.trialClocks}>
          <ul>
            {report.clocks.map(({ kind, due_at, definition }) => (
              <li key={`${kind} ${definition}`}>
                {clockNames[kind] ?? kind}
                {due_at && ` — ${formatDateTime(due_at, language)}`}
              </li>
            ))}
          </ul>
        </Block>
      )}
      {chosen && (
        <ActionDialog
          key={keyOf(chosen)}
          action={chosen}
          subject={t.trialSubject(report.actions.find(({ action }) => action === chosen)?.by ?? '')}
          perform={(fields) => onDo({ action: chosen.name, element: chosen.element, fields, ...by })}
          onClose={() => setChosen(undefined)}
          onDone={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
