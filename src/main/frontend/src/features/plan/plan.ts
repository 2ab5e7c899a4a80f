import type { ChangeDetail } from '@/shared/change/changeApi';
import { fromField, toField } from '@/shared/lib/localTime';

export interface Step {
  title: string;
  assignee: string | null;
  start: string;
  end: string;
}

export interface Plan {
  title: string;
  description: string;
  type: string;
  model: string;
  reason: string;
  start: string;
  end: string;
  pointOfNoReturn: string;
  implementer: string | null;
  cis: readonly string[];
  implementation: string;
  backout: string;
  test: string;
  backoutTested: boolean;
  rehearsed: boolean;
  experience: string;
  steps: readonly Step[];
}

export function planOf(change: ChangeDetail): Plan {
  return {
    title: change.title,
    description: change.description ?? '',
    type: change.type ?? '',
    model: change.model_id ?? '',
    reason: change.reason ?? '',
    start: toField(change.planned_start),
    end: toField(change.planned_end),
    pointOfNoReturn: toField(change.point_of_no_return),
    implementer: change.implementer_id ?? null,
    cis: change.ci_ids ?? [],
    implementation: change.implementation_plan ?? '',
    backout: change.backout_plan ?? '',
    test: change.test_plan ?? '',
    backoutTested: change.risk_answers?.backout_tested ?? false,
    rehearsed: change.risk_answers?.rehearsed ?? false,
    experience: change.risk_answers?.team_experience ?? '',
    steps: change.tasks.map((task) => ({
      title: task.title,
      assignee: task.assignee_id ?? null,
      start: toField(task.planned_start),
      end: toField(task.planned_end),
    })),
  };
}

/** Another window, and all that is planned within as much later; nothing goes beyond its end. */
export function movedTo(plan: Plan, start: string, end: string): Plan {
  const from = fromField(plan.start);
  const until = Date.parse(end);
  const shift = from === null ? 0 : Date.parse(start) - Date.parse(from);
  const moved = (field: string) => {
    const at = fromField(field);
    return at === null ? field : toField(new Date(Math.min(Date.parse(at) + shift, until)).toISOString());
  };
  return {
    ...plan,
    start: toField(start),
    end: toField(end),
    pointOfNoReturn: moved(plan.pointOfNoReturn),
    steps: plan.steps.map((step) => ({ ...step, start: moved(step.start), end: moved(step.end) })),
  };
}

function fieldsOf(plan: Plan): Record<string, unknown> {
  return {
    title: plan.title,
    description: plan.description || null,
    type: plan.type,
    model_id: plan.model || null,
    reason: plan.reason || null,
    planned_start: fromField(plan.start),
    planned_end: fromField(plan.end),
    point_of_no_return: fromField(plan.pointOfNoReturn),
    implementer_id: plan.implementer,
    ci_ids: plan.cis,
    implementation_plan: plan.implementation || null,
    backout_plan: plan.backout || null,
    test_plan: plan.test || null,
    ...(plan.experience && {
      risk_answers: {
        backout_tested: plan.backoutTested,
        rehearsed: plan.rehearsed,
        team_experience: plan.experience,
      },
    }),
    tasks: plan.steps.filter(isSent).map((step) => ({
      title: step.title,
      assignee_id: step.assignee,
      planned_start: fromField(step.start),
      planned_end: fromField(step.end),
    })),
  };
}

/** What of a plan the risk comes from; times that are half typed are left out. */
export function draftOf(plan: Plan) {
  const { planned_start, planned_end, ci_ids, risk_answers } = fieldsOf(plan);
  return { planned_start, planned_end, ci_ids, risk_answers };
}

/** Only what was changed is sent: what somebody else wrote meanwhile stays. */
export function differences(before: Plan, after: Plan): Record<string, unknown> {
  const old = fieldsOf(before);
  return Object.fromEntries(Object.entries(fieldsOf(after)).filter(([key, value]) => !same(value, old[key])));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The fields that were changed here and, to something else, by somebody else since it was read. */
export function conflicts(before: Plan, mine: Plan, theirs: Plan): string[] {
  const ours = differences(before, mine);
  return Object.entries(differences(before, theirs))
    .filter(([key, value]) => key in ours && !same(value, ours[key]))
    .map(([key]) => key);
}

/** What was changed here, and all else as it stands now. */
export function onto(before: Plan, mine: Plan, theirs: Plan): Plan {
  const kept = Object.entries(mine).filter(([key, value]) => !same(value, before[key as keyof Plan]));
  return { ...theirs, ...(Object.fromEntries(kept) as Partial<Plan>) };
}

/** Lines without a title are left out. */
function isSent(step: Step): boolean {
  return step.title.trim() !== '';
}

/** The place of a step among those that are sent; -1 for one that is left out. */
export function sentAs(steps: readonly Step[], at: number): number {
  const step = steps[at];
  return step && isSent(step) ? steps.slice(0, at).filter(isSent).length : -1;
}

/** What a refusal calls a time of a step. */
export function timeOfStep(place: number, time: 'start' | 'end'): string {
  return `tasks[${place}].planned_${time}`;
}

export function timesOf(steps: readonly Step[]): string[] {
  return steps.flatMap((_, at) => (['start', 'end'] as const).map((time) => timeOfStep(at, time)));
}

/** A step of which something is said, but not what is done. */
export function lacksTitle(step: Step): boolean {
  return !step.title.trim() && Boolean(step.assignee ?? (step.start || step.end));
}

/** The risk's questions are answered together or not at all. */
export function lacksExperience(plan: Plan): boolean {
  return (plan.backoutTested || plan.rehearsed) && !plan.experience;
}
