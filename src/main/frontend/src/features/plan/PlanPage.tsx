import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';

import { addressOf, type User } from '@/shared/api/model';
import { atField, isMissing, isProblem, type ApiProblem } from '@/shared/api/problem';
import { canWorkOn, useMe } from '@/shared/api/profile';
import { useChangeTicketMutation } from '@/shared/api/ticketApi';
import {
  CHANGES,
  useChangeModelsQuery,
  useChangeQuery,
  usePersonQuery,
  useRiskPreviewQuery,
  type ChangeDetail,
} from '@/shared/change/changeApi';
import { Conditions, Conflicts, RiskWord } from '@/shared/change/parts';
import { texts as changeTexts } from '@/shared/change/texts';
import { formatRange } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { sentBy } from '@/shared/lib/keys';
import { useLater } from '@/shared/lib/useLater';
import { word } from '@/shared/i18n/words';
import { Block } from '@/shared/ui/Block';
import { ChangedByOthers } from '@/shared/ui/ChangedByOthers';
import { CiName } from '@/shared/ui/CiName';
import { CiPicker } from '@/shared/ui/CiPicker';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PageSkeleton } from '@/shared/ui/Skeletons';
import { RemovableChip } from '@/shared/ui/RemovableChip';
import { texts as uiTexts } from '@/shared/ui/texts';
import { UserPicker } from '@/shared/ui/UserPicker';
import { useUnsaved } from '@/shared/ui/useUnsaved';

import {
  conflicts,
  differences,
  draftOf,
  lacksExperience,
  lacksTitle,
  movedTo,
  onto,
  planOf,
  sentAs,
  timeOfStep,
  timesOf,
  type Plan,
  type Step,
} from './plan';
import { texts } from './texts';

/** Types and experience as the API takes them. */
const TYPES = ['standard', 'normal', 'emergency', 'process'];
const EXPERIENCE = ['none', 'some', 'much'] as const;

export function PlanPage() {
  const t = useTexts(texts);
  const { number = '' } = useParams();
  const me = useMe();
  const { currentData: change, error, refetch } = useChangeQuery(number, { refetchOnMountOrArgChange: true });
  const mayPlan = change !== undefined && !change.plan_fixed && canWorkOn(me, change);
  // what is being typed stays on the page when the plan is fixed meanwhile
  const [begun, setBegun] = useState<string>();
  if (mayPlan && begun !== change.id) {
    setBegun(change.id);
  }
  if (!change) {
    return isMissing(error) ? (
      <EmptyState title={t.notFound} />
    ) : error ? (
      <Box sx={{ p: 3 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      </Box>
    ) : (
      <PageSkeleton />
    );
  }
  const back = (
    <Button component={Link} to={addressOf(number)}>
      {t.back}
    </Button>
  );
  return (
    <>
      <PageHeader title={t.title(number)} hint={change.title} actions={back} />
      {begun === change.id ? (
        <PlanForm key={change.id} change={change} number={number} ended={!mayPlan} />
      ) : (
        <EmptyState title={change.plan_fixed ? t.fixed : t.notYours} action={back} />
      )}
    </>
  );
}

const FIELDS = [
  'title',
  'description',
  'type',
  'model_id',
  'reason',
  'planned_start',
  'planned_end',
  'point_of_no_return',
  'implementer_id',
  'implementation_plan',
  'backout_plan',
  'test_plan',
];

const columns = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
  gap: 2,
};

interface PlanFormProps {
  change: ChangeDetail;
  number: string;
  /** nothing can be saved any more */
  ended: boolean;
}

function PlanForm({ change, number, ended }: PlanFormProps) {
  const t = useTexts(texts);
  const words = useTexts(changeTexts);
  const { meanwhile } = useTexts(uiTexts);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const say = useNotice();
  // what was read when the page was opened; the change itself goes on being live
  const [before, setBefore] = useState(() => planOf(change));
  const [plan, setPlan] = useState<Plan>(before);
  const [checked, setChecked] = useState(false);
  const now = useMemo(() => planOf(change), [change]);
  const inConflict = conflicts(before, plan, now);
  const [save, { error, isLoading }] = useChangeTicketMutation();
  const { data: models = [] } = useChangeModelsQuery();
  // what the ticket was refused for, until the plan is saved
  const { told } = (useLocation().state ?? {}) as { told?: unknown };
  const problem = [error, told].find(isProblem);
  const set = (some: Partial<Plan>) => setPlan((now) => ({ ...now, ...some }));
  const at = (name: string, saidNow?: string) => ({
    error: atField(problem, name) !== undefined,
    helperText: atField(problem, name) ?? (saidNow && inConflict.includes(name) ? meanwhile.now(saidNow) : undefined),
  });
  const labels: Record<string, string> = {
    title: t.subject,
    description: t.description,
    type: words.type,
    model_id: words.model,
    reason: words.reason,
    planned_start: t.start,
    planned_end: t.end,
    point_of_no_return: words.pointOfNoReturn,
    implementer_id: words.implementer,
    ci_ids: t.onWhat,
    implementation_plan: words.implementation,
    backout_plan: words.backout,
    test_plan: words.test,
    risk_answers: t.risk,
    tasks: t.steps,
  };

  const [guard, letGo] = useUnsaved(Object.keys(differences(before, plan)).length > 0);

  async function send() {
    const fields = differences(before, plan);
    setChecked(true);
    if (!plan.title.trim() || lacksExperience(plan) || plan.steps.some(lacksTitle)) {
      return;
    }
    if (Object.keys(fields).length === 0) {
      void navigate(addressOf(number));
      return;
    }
    await save({ kind: CHANGES, id: number, fields, version: change.version })
      .unwrap()
      .then(
        () => {
          letGo();
          say(t.saved);
          void navigate(addressOf(number));
        },
        () => undefined,
      );
  }

  const time = (label: string, key: 'start' | 'end' | 'pointOfNoReturn', field: string) => (
    <DateTimeField label={label} value={plan[key]} onChange={(value) => set({ [key]: value })} {...at(field)} />
  );
  const long = (
    label: string,
    key: 'reason' | 'implementation' | 'backout' | 'test' | 'description',
    field: string,
  ) => (
    <TextField
      label={label}
      multiline
      minRows={2}
      maxRows={16}
      value={plan[key]}
      onChange={(event) => set({ [key]: event.target.value })}
      {...at(field, now[key])}
    />
  );
  return (
    <>
      {guard}
      <Box
        component="form"
        noValidate
        {...sentBy(send)}
        sx={{
          px: { xs: 2, md: 3 },
          pb: 4,
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 320px' },
          gap: 4,
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3, maxWidth: 880 }}>
          {ended && <Alert severity="warning">{t.endedMeanwhile}</Alert>}
          {inConflict.length > 0 ? (
            <ChangedByOthers
              onSeen={() => {
                setPlan(onto(before, plan, now));
                setBefore(now);
              }}
            >
              {t.conflict(inConflict.map((name) => labels[name] ?? name).join(t.comma))}
            </ChangedByOthers>
          ) : (
            <ErrorAlert error={problem} fields={[...FIELDS, ...timesOf(plan.steps)]} />
          )}
          <Block title={t.what}>
            <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2, pt: 0.5 }}>
              <TextField
                label={t.subject}
                required
                value={plan.title}
                onChange={(event) => set({ title: event.target.value })}
                {...at('title', now.title)}
                {...(checked && !plan.title.trim() && { error: true, helperText: t.required })}
              />
              <Box sx={columns}>
                <TextField
                  select
                  label={words.type}
                  value={plan.type}
                  onChange={(event) => set({ type: event.target.value })}
                  {...at('type')}
                >
                  {TYPES.map((type) => (
                    <MenuItem key={type} value={type}>
                      {word('changeType', type, language)}
                    </MenuItem>
                  ))}
                </TextField>
                <TextField
                  select
                  label={words.model}
                  value={models.some(({ id }) => id === plan.model) ? plan.model : ''}
                  onChange={(event) => set({ model: event.target.value })}
                  {...at('model_id')}
                >
                  <MenuItem value="">{t.none}</MenuItem>
                  {models.map((model) => (
                    <MenuItem key={model.id} value={model.id}>
                      {model.name}
                    </MenuItem>
                  ))}
                </TextField>
              </Box>
              {long(words.reason, 'reason', 'reason')}
              {long(t.description, 'description', 'description')}
            </Box>
          </Block>
          <Block title={t.when}>
            <Box sx={{ ...columns, pt: 0.5 }}>
              {time(t.start, 'start', 'planned_start')}
              {time(t.end, 'end', 'planned_end')}
              {time(words.pointOfNoReturn, 'pointOfNoReturn', 'point_of_no_return')}
              <PersonField
                label={words.implementer}
                id={plan.implementer}
                onChange={(implementer) => set({ implementer })}
                error={atField(problem, 'implementer_id')}
              />
            </Box>
          </Block>
          <Block title={t.onWhat}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pb: 1.5 }}>
              {plan.cis.map((id) => (
                <RemovableChip
                  key={id}
                  label={<CiName id={id} />}
                  onRemove={() => set({ cis: plan.cis.filter((other) => other !== id) })}
                />
              ))}
            </Box>
            <CiPicker
              label={t.addCi}
              value={null}
              onChange={(ci) => ci && !plan.cis.includes(ci.id) && set({ cis: [...plan.cis, ci.id] })}
              error={atField(problem, 'ci_ids')}
            />
          </Block>
          <Block title={t.plans}>
            <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2, pt: 0.5 }}>
              {long(words.implementation, 'implementation', 'implementation_plan')}
              {long(words.backout, 'backout', 'backout_plan')}
              {long(words.test, 'test', 'test_plan')}
            </Box>
          </Block>
          <Block title={t.steps}>
            <StepsEditor steps={plan.steps} checked={checked} problem={problem} onChange={(steps) => set({ steps })} />
          </Block>
          <Block title={t.risk}>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1 }}>{t.riskHint}</Box>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
              <TextField
                select
                label={words.answers.team_experience}
                value={plan.experience}
                onChange={(event) => set({ experience: event.target.value })}
                error={checked && lacksExperience(plan)}
                helperText={checked && lacksExperience(plan) ? t.required : undefined}
                sx={{ width: 200 }}
              >
                {EXPERIENCE.map((much) => (
                  <MenuItem key={much} value={much}>
                    {words.experience[much]}
                  </MenuItem>
                ))}
              </TextField>
              <Tick
                label={words.answers.backout_tested}
                checked={plan.backoutTested}
                onChange={(backoutTested) => set({ backoutTested })}
              />
              <Tick
                label={words.answers.rehearsed}
                checked={plan.rehearsed}
                onChange={(rehearsed) => set({ rehearsed })}
              />
            </Box>
          </Block>
          <Box
            sx={{
              display: 'flex',
              gap: 1,
              position: 'sticky',
              bottom: 0,
              py: 1.5,
              bgcolor: 'background.paper',
              borderTop: 1,
              borderColor: 'divider',
              zIndex: 2,
            }}
          >
            <Button type="submit" variant="contained" disabled={isLoading || ended || inConflict.length > 0}>
              {t.save}
            </Button>
            <Button component={Link} to={addressOf(number)} color="inherit">
              {t.cancel}
            </Button>
          </Box>
        </Box>
        <Box
          component="aside"
          aria-label={words.conflicts}
          sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}
        >
          <Conditions change={change} />
          <Block title={words.conflicts}>
            {(plan.start !== before.start || plan.end !== before.end) && change.planned_start && (
              <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                {t.conflictsOfSaved(formatRange(change.planned_start, change.planned_end, language))}
              </Box>
            )}
            <Conflicts change={change} onTake={(start, end) => set(movedTo(plan, start, end))} />
          </Block>
          <Block title={words.risk}>
            <RiskNow change={change} number={number} plan={plan} />
          </Block>
        </Box>
      </Box>
    </>
  );
}

/** What the plan's risk would be as it stands, rated once nobody changes it for a moment. */
function RiskNow({ change, number, plan }: { change: ChangeDetail; number: string; plan: Plan }) {
  const words = useTexts(changeTexts);
  const t = useTexts(texts);
  const draft = JSON.stringify(draftOf(plan));
  const asked = useLater(draft, 400);
  const { data: rated, error, isFetching } = useRiskPreviewQuery({ id: number, draft: asked });
  if (error || !rated) {
    return <RiskWord change={change} />;
  }
  return (
    <Box aria-live="polite" aria-busy={isFetching || asked !== draft}>
      <RiskWord change={rated} />
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {words.likelihood} {rated.likelihood} × {words.impact} {rated.impact}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {t.riskFacts(
          rated.ci_tier ? String(rated.ci_tier) : t.none,
          String(rated.downstream),
          String(rated.past_failures),
        )}
      </Box>
      {rated.in_hours && plan.start && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.inHours}</Box>}
    </Box>
  );
}

function Tick({ label, checked, onChange }: { label: string; checked: boolean; onChange: (yes: boolean) => void }) {
  return (
    <FormControlLabel
      control={<Checkbox size="small" checked={checked} onChange={(event) => onChange(event.target.checked)} />}
      label={label}
    />
  );
}

function PersonField({
  label,
  id,
  onChange,
  error,
}: {
  label: string;
  id: string | null;
  onChange: (id: string | null) => void;
  error?: string;
}) {
  const { data: person } = usePersonQuery(id ?? '', { skip: !id });
  return (
    <UserPicker
      label={label}
      value={id && person ? (person as User) : null}
      onChange={(user) => onChange(user?.id ?? null)}
      error={error}
    />
  );
}

function StepsEditor({
  steps,
  checked,
  problem,
  onChange,
}: {
  steps: readonly Step[];
  /** whether somebody wanted to save it */
  checked: boolean;
  problem: ApiProblem | undefined;
  onChange: (steps: readonly Step[]) => void;
}) {
  const t = useTexts(texts);
  const words = useTexts(changeTexts);
  const change = (at: number, some: Partial<Step>) =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...some } : step)));
  // as it was counted where it was refused
  const refusal = (at: number, key: 'start' | 'end') => atField(problem, timeOfStep(sentAs(steps, at), key));
  return (
    <>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {steps.map((step, at) => (
          <Box
            component="li"
            key={at}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '24px minmax(0, 1fr) 180px auto' },
              gap: 1.5,
              alignItems: 'center',
              py: 1.5,
              borderTop: 1,
              borderColor: 'divider',
            }}
          >
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {at + 1}
            </Box>
            <TextField
              label={words.step}
              value={step.title}
              onChange={(event) => change(at, { title: event.target.value })}
              error={checked && lacksTitle(step)}
              helperText={checked && lacksTitle(step) ? t.required : undefined}
            />
            <PersonField label={words.assignee} id={step.assignee} onChange={(assignee) => change(at, { assignee })} />
            <Box sx={{ display: 'flex' }}>
              <IconButton
                size="small"
                disabled={at === 0}
                aria-label={t.up(String(at + 1))}
                onClick={() =>
                  onChange(steps.map((_, index) => steps[index === at ? at - 1 : index === at - 1 ? at : index]!))
                }
              >
                <ArrowUp size={16} aria-hidden />
              </IconButton>
              <IconButton
                size="small"
                aria-label={t.removeStep(String(at + 1))}
                onClick={() => onChange(steps.filter((_, index) => index !== at))}
              >
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </Box>
            <Box sx={{ ...columns, gridColumn: { md: '2 / 4' } }}>
              {(['start', 'end'] as const).map((key) => (
                <DateTimeField
                  key={key}
                  label={t[key]}
                  value={step[key]}
                  onChange={(value) => change(at, { [key]: value })}
                  error={refusal(at, key) !== undefined}
                  helperText={refusal(at, key)}
                />
              ))}
            </Box>
          </Box>
        ))}
      </Box>
      <Button
        startIcon={<Plus size={16} aria-hidden />}
        onClick={() => onChange([...steps, { title: '', assignee: null, start: '', end: '' }])}
      >
        {t.addStep}
      </Button>
    </>
  );
}
