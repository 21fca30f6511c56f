// Evidence: slow oracle (the JavaScript backend: same reason, same day) · laws.
import { describe, expect, test } from 'vitest';
import { InternalError } from '../../../src/errors.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import {
  type HeterogeneityParameterName,
  heterogeneityParameterNames,
} from '../../../src/model/parameters/heterogeneity.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { type DosePlan, dosePlan } from '../../../src/simulation/dose-segments.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { type ArmCase, type BothModels, bothArms, compileBoth, runArm } from './backend-arms.js';
import { publishedPatients } from './published-patients.js';

/**
 * Of the day on which a patient fails; relative. Rounding of a density is 1e-16 of it, up to 1e-7 of an error estimate of the
 * retry (relative 1e-8 / 32 for tumor cells), and 1e-8 of the step that follows from it.
 */
const SAME_DAY = 1e-8;

const [first, second, third] = publishedPatients(3, '31') as [Float64Array, Float64Array, Float64Array];
const withValue = (name: HeterogeneityParameterName, value: number) =>
  first.with(heterogeneityParameterNames.indexOf(name), value);

const models = await compileBoth({ switches: postedSwitches });
const drained = await compileBoth({ switches: postedSwitches, varying: ['theta_Bas_DB'] });
const published = 'published-tas102-bev';
const plan = dosePlan(builtInRegimens[published]!, 56);
const noDrug = dosePlan({}, 56);

/** A plan that schedules another amount than its segments deliver. */
const scheduling = (factor: number): DosePlan => ({
  ...plan,
  scheduled: { ...plan.scheduled, tas102: plan.scheduled.tas102! * factor },
});
const lostDose: DosePlan = {
  ...plan,
  segments: plan.segments.map((segment) =>
    segment.startDay === 5 ? { ...segment, input: { tas102: 0, bevacizumab: 0 } } : segment,
  ),
};
const steps = (maxSteps: number) => ({ ...defaultSolverSettings, maxSteps });

interface Failing {
  readonly what: string;
  readonly models?: BothModels;
  readonly arm: ArmCase;
  readonly patient: Float64Array;
  readonly reason: string;
  /** Where it is known beforehand. */
  readonly day?: number;
}

const failing: readonly Failing[] = [
  ...[0, 1, 3, 17].map((count) => ({
    what: `${count} steps, and ten times as many on the retry`,
    arm: { plan, settings: steps(count) },
    patient: first,
    reason: 'too many steps',
  })),
  { what: 'K1 = 0', arm: { plan: noDrug }, patient: withValue('K1', 0), reason: 'non-finite state', day: 0 },
  { what: 'K1 = NaN', arm: { plan }, patient: withValue('K1', Number.NaN), reason: 'non-finite state', day: 0 },
  {
    what: 'an infinite growth rate',
    arm: { plan },
    patient: withValue('beta_X1', Number.POSITIVE_INFINITY),
    reason: 'non-finite state',
    day: 0,
  },
  {
    what: 'no number at all',
    arm: { plan },
    patient: first.map(() => Number.NaN),
    reason: 'non-finite state',
    day: 0,
  },
  {
    what: 'growth without bound in finite time',
    arm: { plan: noDrug },
    patient: withValue('K1', -1e9),
    reason: 'step size underflow',
  },
  {
    what: 'an outflow that nothing stops at zero',
    models: drained,
    arm: { plan: dosePlan({}, 1) },
    patient: Float64Array.from([...first, -1e9]),
    reason: 'negative density',
    day: 1,
  },
  {
    what: 'the same outflow and a first dose: found at the end of the stretch',
    models: drained,
    arm: { plan },
    patient: Float64Array.from([...first, -1e9]),
    reason: 'negative density',
    day: 1,
  },
  {
    what: 'a larger schedule',
    arm: { plan: scheduling(1.00001) },
    patient: first,
    reason: 'dose not delivered',
    day: 56,
  },
  {
    what: 'a smaller schedule',
    arm: { plan: scheduling(0.99999) },
    patient: first,
    reason: 'dose not delivered',
    day: 56,
  },
  { what: 'a lost dose', arm: { plan: lostDose }, patient: first, reason: 'dose not delivered', day: 56 },
];

describe.each(failing)('$reason: $what', ({ models: own = models, arm, patient, reason, day }) => {
  test('the same reason and day as the JavaScript backend', () => {
    const { compiled, oracle } = bothArms(own, arm);
    const [fast, slow] = [compiled, oracle].map((simulate) => runArm(simulate, [patient])[0]!.outcome);
    expect(fast).toMatchObject({ kind: 'failed', reason });
    expect(slow).toMatchObject({ kind: 'failed', reason });
    if (fast?.kind !== 'failed' || slow?.kind !== 'failed') return;
    expect(Math.abs(fast.day - slow.day)).toBeLessThanOrEqual(SAME_DAY * slow.day);
    if (day !== undefined) expect(fast.day).toBe(day);
  });
});

describe('after a failed patient', () => {
  const own = [first, second, third];
  const vectorsOf = (both: BothModels) =>
    both === drained ? own.map((vector) => Float64Array.from([...vector, 0])) : own;

  test.each(failing.filter(({ reason }) => !['too many steps', 'dose not delivered'].includes(reason)))(
    '$reason ($what), the next in its lane has the bits that it has alone',
    ({ models: both = models, arm, patient }) => {
      const [one, two, three] = vectorsOf(both) as [Float64Array, Float64Array, Float64Array];
      const alone = [one, two, three].map((vector) => runArm(bothArms(both, arm).compiled, [vector])[0]!);
      const { compiled } = bothArms(both, arm);
      for (const order of [
        [patient, one, two, three],
        [patient, patient, one, two, three],
        [one, patient, patient, two, patient, three, patient],
      ]) {
        const runs = runArm(compiled, order).filter((_, index) => order[index] !== patient);
        expect(runs).toEqual(alone);
      }
    },
  );

  test('a patient that runs out of steps does not use up those of the next', () => {
    const settings = steps(150);
    const alone = [first, second, third].map(
      (vector) => runArm(bothArms(models, { plan, settings }).compiled, [vector])[0]!,
    );
    expect(alone.some(({ outcome }) => outcome.kind === 'completed' && outcome.retried)).toBe(true);
    const { compiled } = bothArms(models, { plan, settings });
    expect(runArm(compiled, [first, second, third])).toEqual(alone);
    expect(runArm(compiled, [third, first, second])).toEqual([alone[2], alone[0], alone[1]]);
  });
});

describe('a retry', () => {
  const days = 6;
  const armOf = (maxSteps: number) =>
    bothArms(models, { plan: dosePlan(builtInRegimens[published]!, days), settings: steps(maxSteps) }).compiled;

  test('has the same bits whatever step the first attempt ended on', () => {
    const seen = new Set<string>();
    let retries = 0;
    for (let maxSteps = 1; maxSteps < 120; maxSteps++) {
      const { outcome, snapshots } = runArm(armOf(maxSteps), [first])[0]!;
      if (outcome.kind === 'failed' || !outcome.retried) continue;
      retries++;
      seen.add(JSON.stringify([...snapshots]));
    }
    expect(retries).toBeGreaterThan(10);
    expect(seen.size).toBe(1);
  });
});

describe('a difference that passes the audit of doses', () => {
  test('is one part in ten million', () => {
    const { compiled } = bothArms(models, { plan: scheduling(1 + 1e-7) });
    expect(runArm(compiled, [first])[0]!.outcome).toEqual({ kind: 'completed', retried: false });
  });
});

describe('a drug rate that is none', async () => {
  const varied = await compileBoth({ switches: postedSwitches, varying: ['k_10_Chem'] });
  const rated = (k10: number) => Float64Array.from([...first, k10]);

  test.each([Number.NaN, 0, -1])(
    '%d is our bug under both backends, whichever patient was in the lane before',
    (k10) => {
      const { compiled, oracle } = bothArms(varied, { plan });
      for (const simulate of [compiled, oracle]) {
        expect(() => runArm(simulate, [rated(k10)])).toThrow(InternalError);
        for (const before of [3, Number.POSITIVE_INFINITY]) {
          const cohort = [rated(before), rated(before), rated(k10), rated(k10)];
          expect(() => runArm(simulate, cohort)).toThrow(InternalError);
        }
        // What was under way does not show in the next cohort
        expect(runArm(simulate, [rated(3)])[0]!.outcome.kind).toBe('completed');
      }
    },
  );
});
