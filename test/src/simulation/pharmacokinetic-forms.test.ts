// Evidence: closed forms (biexponential decay, superposition, Michaelis-Menten decay in its implicit form) · slow oracle
// (Runge-Kutta of order 4 with tiny steps; the JavaScript backend; ten-thousandfold tighter settings).
import { beforeAll, describe, expect, test } from 'vitest';
import { administrationsOfAll } from '../../../src/model/administrations.js';
import type { DrugDefinition, ModelDrug, Pharmacokinetics } from '../../../src/model/drugs/drug-definition.js';
import { stateNamesOf } from '../../../src/model/drugs/drug-states.js';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import type { DosingCourse, Regimen } from '../../../src/model/regimens.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { dosePlan } from '../../../src/simulation/dose-segments.js';
import { dosingPaths } from '../../../src/simulation/dosing-paths.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import { cohortSimulator, compileSimulation } from '../../../src/simulation/simulate-cohort.js';
import { fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { bothArms, compileBoth, runArm } from './backend-arms.js';
import { publishedPatients } from './published-patients.js';

/** Closed forms in two orders of their sums; relative to a dose. */
const ROUNDING = 1e-11;
/** Integrated amounts at default settings; relative to the largest amount. */
const INTEGRATED = 1e-6;
/** Difference between the backends, relative with a floor of one cell per liter: exp and log differ in their last digit. */
const AGREEMENT = 1e-9;
/** What the workbench promises of a density at default settings. */
const PROMISED_ACCURACY = 5e-6;
const HORIZON = 12;

const kills: DrugDefinition['effects'] = [{ effect: 'kills', cells: 'X1_C', rate: 0.4, efficacy: 0.02 }];
const drugOf = (name: string, pharmacokinetics: Pharmacokinetics): ModelDrug => ({
  name,
  definition: { label: name, doseUnit: 'mg', pharmacokinetics, effects: kills, source: 'made up', calibrated: false },
});
const rates = { k12: 2, k21: 1.5, k10: 0.8 };
const mixed = { mostRate: 25, half: 8, k10: 0.2, k12: 0.9, k21: 0.6 };
const drugs = {
  two: drugOf('two', { model: 'two-compartment', ...rates }),
  one: drugOf('one', { model: 'one-compartment', k10: 0.7 }),
  limited: drugOf('limited', { model: 'saturable', mostRate: 12, half: 20 }),
  mixed: drugOf('mixed', { model: 'saturable', ...mixed }),
};
type Name = keyof typeof drugs;

const course: DosingCourse = { dose: 100, days: [1], cycleDays: 7, cycles: 1, durationDays: 0.5 };
const bolus: DosingCourse = { ...course, durationDays: 0 };
const patients = publishedPatients(2, '16');

const specOf = (
  regimens: Readonly<Record<string, Regimen>>,
  further: Partial<SimulationSpec> = {},
): SimulationSpec => ({
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: [...publishedDrugs, ...Object.values(drugs)],
  arms: Object.entries(regimens).map(([name, regimen]) => fixedArm(name, regimen)),
  horizonDays: HORIZON,
  assessment: defaultAssessmentRules,
  assessmentDay: HORIZON,
  markerDays: [HORIZON],
  tumorDays: [HORIZON],
  keepTrajectories: true,
  solver: defaultSolverSettings,
  ...further,
});

/** A daily state of the first patient, by arm, in one backend. */
type Reading = (arm: string, state: string) => number[];

function readerOf(
  spec: SimulationSpec,
  simulate: ReturnType<typeof cohortSimulator>,
  vectors: readonly Float64Array[],
) {
  const { arms, failures } = simulate(Float64Array.from(vectors.flatMap((vector) => [...vector])));
  expect(failures).toEqual([]);
  const names = stateNamesOf(spec.drugs);
  const read = (arm: string, state: string, patient = 0) => {
    const at = (day: number) => (patient * (HORIZON + 1) + day) * names.length + names.indexOf(state);
    return Array.from({ length: HORIZON + 1 }, (_, day) => arms[arm]!.trajectories[at(day)]!);
  };
  return { read: read satisfies Reading, arms };
}

/** Central and peripheral amount after a bolus of 1, by the partial fractions of the transfer function. */
function biexponential(elapsed: number): readonly [number, number] {
  const { k12, k21, k10 } = rates;
  const [sum, root] = [k12 + k21 + k10, Math.sqrt((k12 + k21 + k10) ** 2 - 4 * k21 * k10)];
  const [alpha, beta] = [(sum + root) / 2, (sum - root) / 2];
  const [fast, slow] = [Math.exp(-alpha * elapsed), Math.exp(-beta * elapsed)];
  const central = ((alpha - k21) * fast + (k21 - beta) * slow) / (alpha - beta);
  return [central, (k12 * (slow - fast)) / (alpha - beta)];
}

/** Michaelis-Menten decay c' = -v c / (half + c): c + half ln c = c0 + half ln c0 - v t, by Newton's method on ln c. */
function saturatedDecay(start: number, elapsed: number, { most, half }: { most: number; half: number }): number {
  const wanted = start + half * Math.log(start) - most * elapsed;
  let log = Math.log(start);
  for (let round = 0; round < 100; round++) {
    log -= (Math.exp(log) + half * log - wanted) / (Math.exp(log) + half);
  }
  return Math.exp(log);
}

/** Amounts of the drug `mixed` every day by Runge-Kutta steps of order 4 that end at every edge of the input. */
function mixedByTinySteps(
  administrations: readonly { startDay: number; endDay: number; rate: number; bolus?: number }[],
) {
  const stepsPerEighth = 250;
  const slope = ([c, p]: readonly number[], input: number) => {
    const out = mixed.k10 * c! + (mixed.mostRate * c!) / (mixed.half + c!);
    return [input + mixed.k21 * p! - mixed.k12 * c! - out, mixed.k12 * c! - mixed.k21 * p!, out];
  };
  const moved = (y: readonly number[], k: readonly number[], h: number) => y.map((value, i) => value + h * k[i]!);
  let y: readonly number[] = [0, 0, 0];
  const days: (readonly number[])[] = [y];
  for (let eighth = 0; eighth < 8 * HORIZON; eighth++) {
    const start = eighth / 8;
    const bolusNow = administrations.reduce((sum, own) => sum + (own.startDay === start ? (own.bolus ?? 0) : 0), 0);
    y = [y[0]! + bolusNow, y[1]!, y[2]!];
    const input = administrations.reduce(
      (sum, own) => sum + (own.startDay <= start && own.endDay > start ? own.rate : 0),
      0,
    );
    const h = 1 / 8 / stepsPerEighth;
    for (let step = 0; step < stepsPerEighth; step++) {
      const k1 = slope(y, input);
      const k2 = slope(moved(y, k1, h / 2), input);
      const k3 = slope(moved(y, k2, h / 2), input);
      const k4 = slope(moved(y, k3, h), input);
      y = y.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
    }
    if ((eighth + 1) % 8 === 0) days.push(y);
  }
  return days;
}

/** Boluses and infusions that overlap, with edges at eighths of a day. */
const busy: readonly DosingCourse[] = [
  { dose: 90, days: [1, 2], cycleDays: 5, cycles: null, durationDays: 1.5, loadingDose: 150 },
  { dose: 40, days: [0], cycleDays: 6, cycles: 3, durationDays: 0, startDay: 1.25 },
  { dose: 60, days: [11.5], cycleDays: 30, cycles: 1, durationDays: 4 },
];
const regimens: Readonly<Record<string, Regimen>> = {
  bolus: { two: [{ ...bolus, days: [1, 3] }], one: [bolus], limited: [bolus] },
  dayZero: { two: [{ ...bolus, days: [0] }], one: [{ ...bolus, days: [0] }], limited: [{ ...bolus, days: [0] }] },
  busy: { two: busy, one: busy, limited: busy, mixed: busy },
  first: { two: [busy[0]!], one: [busy[0]!] },
  second: { two: [busy[1]!], one: [busy[1]!] },
  third: { two: [busy[2]!], one: [busy[2]!] },
  infusion: { two: [{ ...course, dose: 70, per: 'kg' }], one: [{ ...course, dose: 70, per: 'm2' }] },
};

describe.each(['javascript', 'compiled'] as const)('%s: amounts of drugs', (backend) => {
  const spec = specOf(regimens);
  let read: Reading;
  beforeAll(async () => {
    const simulate = cohortSimulator(spec, backend === 'compiled' ? await compileSimulation(spec) : backend);
    ({ read } = readerOf(spec, simulate, patients));
  });
  const days = Array.from({ length: HORIZON + 1 }, (_, day) => day);
  const expectClose = (got: readonly number[], expected: readonly number[], allowed: number) => {
    expect(got).toHaveLength(expected.length);
    const worst = Math.max(...got.map((value, day) => Math.abs(value - expected[day]!)));
    expect(worst, `largest error ${worst}`).toBeLessThanOrEqual(allowed);
  };

  test.each([
    ['bolus', [1, 3]],
    ['dayZero', [0]],
  ] as const)(
    '%s: two compartments follow the biexponential of each bolus, behind the day it is given on',
    (arm, starts) => {
      const summed = (part: 0 | 1) =>
        days.map((day) =>
          starts.reduce<number>((sum, start) => sum + (day > start ? 100 * biexponential(day - start)[part] : 0), 0),
        );
      expectClose(read(arm, 'two_C'), summed(0), 100 * ROUNDING);
      expectClose(read(arm, 'two_P'), summed(1), 100 * ROUNDING);
    },
  );

  test.each([
    ['bolus', 1],
    ['dayZero', 0],
  ] as const)('%s: one compartment decays exponentially', (arm, start) => {
    const expected = days.map((day) => (day > start ? 100 * Math.exp(-0.7 * (day - start)) : 0));
    expectClose(read(arm, 'one_C'), expected, 100 * ROUNDING);
  });

  test.each([
    ['bolus', 1],
    ['dayZero', 0],
  ] as const)('%s: saturable elimination follows the Michaelis-Menten decay (measured: 1e-10)', (arm, start) => {
    const expected = days.map((day) => (day > start ? saturatedDecay(100, day - start, { most: 12, half: 20 }) : 0));
    expectClose(read(arm, 'limited_C'), expected, 100 * INTEGRATED);
    const left = days.map((day) => (day > start ? 100 - expected[day]! : 0));
    expectClose(read(arm, 'limited_E'), left, 100 * INTEGRATED);
  });

  test.each(['two_C', 'two_P', 'one_C'])('%s of overlapping courses is the sum of those of each course', (state) => {
    const parts = ['first', 'second', 'third'].map((arm) => read(arm, state));
    expectClose(
      read('busy', state),
      days.map((day) => parts.reduce((sum, part) => sum + part[day]!, 0)),
      400 * ROUNDING,
    );
  });

  test('saturable and linear elimination with two compartments follow tiny steps of another method (measured: 7e-9)', () => {
    const expected = mixedByTinySteps(administrationsOfAll(busy, HORIZON));
    const largest = Math.max(...expected.map(([central]) => central!));
    for (const [index, state] of ['mixed_C', 'mixed_P', 'mixed_E'].entries()) {
      expectClose(
        read('busy', state),
        expected.map((amounts) => amounts[index]!),
        largest * INTEGRATED,
      );
    }
  });

  test('doses per kilogram and square meter are those of a body of 70 kg and 170 cm', () => {
    const surface = Math.sqrt((70 * 170) / 3600);
    const decay = (k: number, elapsed: number, input: number) =>
      (input / k) * (1 - Math.exp(-k * 0.5)) * Math.exp(-k * (elapsed - 0.5));
    const expected = days.map((day) => (day > 1 ? decay(0.7, day - 1, (70 * surface) / 0.5) : 0));
    expectClose(read('infusion', 'one_C'), expected, 100 * surface * ROUNDING);
  });
});

describe('the network under drugs of every form', async () => {
  const models = await compileBoth({ switches: postedSwitches, drugs: [...publishedDrugs, ...Object.values(drugs)] });
  const published: Regimen = { tas102: [{ ...course, dose: 95, days: [1, 2, 3] }] };
  const largestDifference = (a: Float64Array, b: Float64Array, floor: number) =>
    a.reduce((worst, value, index) => {
      const error = Math.abs(value - b[index]!) / Math.max(floor, Math.abs(b[index]!));
      return error <= worst ? worst : error;
    }, 0);

  test.each<[string, Regimen]>([
    ['boluses of linear drugs', regimens.bolus!],
    ['boluses at day 0', regimens.dayZero!],
    ['overlapping courses of all forms', { ...regimens.busy!, ...published }],
    ['infusions of a saturable drug alone', { mixed: [{ ...course, days: [1, 4] }] }],
  ])('%s: both backends agree (measured: 4e-15), and with tight settings (3e-7)', (_name, regimen) => {
    const plan = dosePlan(regimen, HORIZON);
    const { compiled, oracle } = bothArms(models, { plan });
    const [fast, slow] = [runArm(compiled, patients), runArm(oracle, patients)];
    const tight = { relativeTolerance: 1e-10, absoluteTolerance: 1e-6, maxSteps: 1_000_000 };
    const exact = runArm(bothArms(models, { plan, settings: tight }).oracle, patients);
    fast.forEach(({ outcome, snapshots, tumor }, patient) => {
      expect(outcome).toEqual({ kind: 'completed', retried: false });
      expect(slow[patient]!.outcome).toEqual(outcome);
      expect(largestDifference(snapshots, slow[patient]!.snapshots, 1)).toBeLessThan(AGREEMENT);
      expect(largestDifference(snapshots, exact[patient]!.snapshots, 1e3)).toBeLessThan(PROMISED_ACCURACY);
      expect(largestDifference(tumor, exact[patient]!.tumor, 1e3)).toBeLessThan(PROMISED_ACCURACY);
    });
  });

  test.each<[string, Regimen, Name]>([
    ['a bolus of two compartments', regimens.bolus!, 'two'],
    ['overlapping courses of one compartment', regimens.busy!, 'one'],
    ['boluses of a saturable drug', regimens.bolus!, 'limited'],
    ['overlapping courses of a saturable drug that straddle the horizon', regimens.busy!, 'mixed'],
  ])('%s: what is delivered is audited', (_name, regimen, drug) => {
    const plan = dosePlan(regimen, HORIZON);
    const outcomes = (factor: number) => {
      const scheduled = { ...plan.scheduled, [drug]: factor * plan.scheduled[drug]! };
      const { compiled, oracle } = bothArms(models, { plan: { ...plan, scheduled }, snapshotDays: [] });
      return [compiled, oracle].flatMap((arm) => runArm(arm, patients.slice(0, 1)).map(({ outcome }) => outcome));
    };
    for (const outcome of outcomes(1 + 1e-7)) expect(outcome.kind).toBe('completed');
    for (const factor of [1 + 1e-5, 1 - 1e-5]) {
      for (const outcome of outcomes(factor)) {
        expect(outcome).toEqual({ kind: 'failed', reason: 'dose not delivered', day: HORIZON });
      }
    }
  });

  test('a lost bolus of a saturable drug is noticed', () => {
    const plan = dosePlan(regimens.bolus!, HORIZON);
    const segments = plan.segments.map(({ bolus: own, ...segment }) => ({ ...segment, bolus: { ...own, limited: 0 } }));
    const { compiled, oracle } = bothArms(models, { plan: { ...plan, segments }, snapshotDays: [] });
    for (const arm of [compiled, oracle]) {
      const [run] = runArm(arm, patients.slice(0, 1));
      expect(run!.outcome).toMatchObject({ kind: 'failed', reason: 'dose not delivered' });
    }
  });

  test('doses stop at progression: both backends give the same, and what is left is audited', () => {
    const regimen: Regimen = { mixed: busy, two: [{ ...bolus, days: [0], cycles: null }] };
    const next: Regimen = {
      limited: [{ ...bolus, days: [0], cycles: null }, course],
      mixed: [{ ...course, cycles: 2 }],
    };
    const arm = { ...fixedArm('arm', regimen, [4, 9]), untilProgression: { delayDays: 0.5, next } };
    const { plan, stops } = dosingPaths(arm, HORIZON);
    // A vanishing baseline makes every visit one with progression
    const until = {
      visits: arm.visits,
      stops,
      rules: defaultAssessmentRules,
      baselineOf: (parameters: Float64Array) => ({ density: parameters === patients[0] ? 1 : 1e30, volumeCm3: 1 }),
    };
    const { compiled, oracle } = bothArms(models, { plan, until });
    const [fast, slow] = [runArm(compiled, patients), runArm(oracle, patients)];
    fast.forEach(({ outcome, snapshots }, patient) => {
      expect(outcome).toEqual({ kind: 'completed', retried: false });
      expect(slow[patient]!.outcome).toEqual(outcome);
      expect(largestDifference(snapshots, slow[patient]!.snapshots, 1)).toBeLessThan(AGREEMENT);
    });
    const { integrated, dimension } = models.model;
    const { central } = integrated.find(({ name }) => name === 'limited')!;
    const atEnd = fast.map(({ snapshots }) => snapshots[HORIZON * dimension + central]!);
    expect(atEnd[0]).toBeGreaterThan(1);
    expect(atEnd[1]).toBe(0);
  });
});

describe('doses that depend on the body', async () => {
  const perKg: Regimen = {
    limited: [
      { ...course, dose: 1, per: 'kg' },
      { ...bolus, dose: 0.5, per: 'kg', days: [3] },
    ],
  };
  const perM2: Regimen = { limited: [{ ...course, dose: 40, per: 'm2' }], two: [{ ...bolus, dose: 40, per: 'm2' }] };
  const fixedOf = (regimen: Regimen, units: number): Regimen =>
    Object.fromEntries(
      Object.entries(regimen).map(([drug, courses]) => [
        drug,
        courses!.map(({ per: _, ...own }) => ({ ...own, dose: units * own.dose })),
      ]),
    );
  const bodies = [
    [60, 150],
    [120, 150],
    [60, 150],
  ] as const;
  const surface = Math.sqrt((60 * 150) / 3600);
  const spec = specOf(
    {
      perKg,
      perM2,
      kg60: fixedOf(perKg, 60),
      kg120: fixedOf(perKg, 120),
      m2: fixedOf(perM2, surface),
      twiceM2: fixedOf(perM2, Math.SQRT2 * surface),
    },
    { varying: ['body_weight', 'body_height'] },
  );
  const same = patients[0]!;
  const vectors = bodies.map((body) => Float64Array.from([...same, ...body]));

  test.each(['javascript', 'compiled'] as const)(
    '%s: are the fixed doses of each body, a doubled weight doubling them, whoever came before in the lane',
    async (backend) => {
      const simulate = cohortSimulator(spec, backend === 'compiled' ? await compileSimulation(spec) : backend);
      const { read } = readerOf(spec, simulate, vectors);
      for (const state of ['limited_C', 'limited_E', 'two_C', 'X1_C']) {
        for (const [patient, [weight]] of bodies.entries()) {
          expect(read('perKg', state, patient)).toEqual(read(weight === 60 ? 'kg60' : 'kg120', state, patient));
          const [own, fixed] = [read('perM2', state, patient), read(weight === 60 ? 'm2' : 'twiceM2', state, patient)];
          const errors = own.map((value, day) => Math.abs(value - fixed[day]!) / Math.max(1, fixed[day]!));
          expect(Math.max(...errors)).toBeLessThan(AGREEMENT);
        }
        expect(read('perKg', state, 0)).toEqual(read('perKg', state, 2));
      }
    },
  );
});
