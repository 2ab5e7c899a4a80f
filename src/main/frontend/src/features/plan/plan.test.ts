import { describe, expect, it } from 'vitest';

import { fromField } from '@/shared/lib/localTime';

import {
  conflicts,
  differences,
  lacksExperience,
  lacksTitle,
  movedTo,
  onto,
  sentAs,
  timeOfStep,
  type Plan,
  type Step,
} from './plan';

const STEP: Step = { title: '', assignee: null, start: '', end: '' };

const PLAN: Plan = {
  title: 'Replace the switch',
  description: '',
  type: 'normal',
  model: '',
  reason: '',
  start: '',
  end: '',
  pointOfNoReturn: '',
  implementer: null,
  cis: [],
  implementation: '',
  backout: '',
  test: '',
  backoutTested: false,
  rehearsed: false,
  experience: '',
  steps: [],
};

describe('what a plan lacks', () => {
  it('asks for the experience once another question of the risk is answered', () => {
    expect(lacksExperience(PLAN)).toBe(false);
    expect(lacksExperience({ ...PLAN, rehearsed: true })).toBe(true);
    expect(lacksExperience({ ...PLAN, backoutTested: true })).toBe(true);
    expect(lacksExperience({ ...PLAN, backoutTested: true, experience: 'some' })).toBe(false);
  });

  it('asks for the title of a step of which something is said', () => {
    expect(lacksTitle(STEP)).toBe(false);
    expect(lacksTitle({ ...STEP, title: 'Switch over' })).toBe(false);
    expect(lacksTitle({ ...STEP, start: '2026-12-01T10:00' })).toBe(true);
    expect(lacksTitle({ ...STEP, end: '2026-12-01T10:00', title: ' ' })).toBe(true);
    expect(lacksTitle({ ...STEP, assignee: 'a' })).toBe(true);
  });
});

describe('a plan that somebody else changes meanwhile', () => {
  it('conflicts where both changed the same to something else', () => {
    const mine = { ...PLAN, title: 'mine', reason: 'both say so', test: 'mine' };
    const theirs = { ...PLAN, title: 'theirs', reason: 'both say so', backout: 'theirs' };
    expect(conflicts(PLAN, mine, theirs)).toEqual(['title']);
    expect(conflicts(PLAN, PLAN, theirs)).toEqual([]);
  });

  it('goes on with what was changed here on top of what stands there now', () => {
    const mine = { ...PLAN, title: 'mine', cis: ['a'] };
    const theirs = { ...PLAN, title: 'theirs', backout: 'theirs' };
    const after = onto(PLAN, mine, theirs);
    expect(after).toEqual({ ...PLAN, title: 'mine', cis: ['a'], backout: 'theirs' });
    expect(differences(theirs, after)).toEqual({ title: 'mine', ci_ids: ['a'] });
    expect(conflicts(theirs, after, theirs)).toEqual([]);
  });
});

it('finds the step that was refused, where lines without a title were left out', () => {
  const step = (title: string) => ({ title, assignee: null, start: '', end: '' });
  const steps = [step('one'), step(' '), step('two')];
  expect(steps.map((_, at) => sentAs(steps, at))).toEqual([0, -1, 1]);
  expect(timeOfStep(sentAs(steps, 2), 'end')).toBe('tasks[1].planned_end');
});

describe('another window', () => {
  it('moves what is planned within along, and nothing beyond its end', () => {
    const step = { ...STEP, title: 'a', start: '2026-12-01T22:00', end: '2026-12-01T23:00' };
    const plan = {
      ...PLAN,
      start: '2026-12-01T22:00',
      end: '2026-12-02T01:00',
      pointOfNoReturn: '2026-12-01T23:30',
      steps: [step, { ...step, start: '', end: '2026-12-02T00:45' }],
    };
    const iso = (field: string) => fromField(field) ?? '';
    const moved = movedTo(plan, iso('2026-12-05T20:00'), iso('2026-12-05T22:00'));
    expect(moved.start).toBe('2026-12-05T20:00');
    expect(moved.end).toBe('2026-12-05T22:00');
    expect(moved.pointOfNoReturn).toBe('2026-12-05T21:30');
    expect(moved.steps).toEqual([
      { ...step, start: '2026-12-05T20:00', end: '2026-12-05T21:00' },
      { ...step, start: '', end: '2026-12-05T22:00' },
    ]);
    expect(movedTo(PLAN, iso('2026-12-05T20:00'), iso('2026-12-05T22:00')).steps).toEqual([]);
  });
});
