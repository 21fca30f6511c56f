import sine from '@stdlib/math-base-special-sin';
import { type ProposedPool, toFitPool } from '../../../calibration/pool/fit-pool.js';
import type { SimulateTask } from '../../../calibration/pool/simulate-task.js';
import {
  type BetaMarginal,
  type CohortRecord,
  defaultAssessmentRules,
  defaultSolverSettings,
  emptyArmRecord,
  exp,
  fixedArm,
  markerNames,
  postedSwitches,
  power,
  publishedDrugs,
  type SimulationSpec,
  sampleCohort,
  uniformDesign,
} from '../../../src/index.js';

/**
 * A stand-in for the tumor model whose endpoints have closed forms.
 *
 * A patient is (r, g, ...), each Beta on [0, 1]. TRI = c r - 1, so the response classes are cuts of r at 0.2/c, 0.7/c and
 * 1.2/c, and the rates are differences of the distribution function of r. chi(t) = 1.2 (1 - exp(-(0.5 + k g) t / 366)). Arms
 * differ in c and k; parameters after the second do nothing.
 */
export const toyArms = { control: { c: 2.2, k: 4 }, treated: { c: 1.6, k: 2 } } as const;

export type ToyArm = keyof typeof toyArms;

export const toyArmNames = Object.keys(toyArms) as readonly ToyArm[];

export const HORIZON = 366;

/** The month of the trials; days. */
export const MONTH = 30.4375;

/** Days of the toy's visits. */
export const toyVisits = [56, 112] as const;

export const toySpec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: toyArmNames.map((name) => fixedArm(name, {}, toyVisits)),
  horizonDays: HORIZON,
  assessment: defaultAssessmentRules,
  assessmentDay: 56,
  markerDays: [56],
  tumorDays: [0, 56, 112],
  keepTrajectories: false,
  solver: defaultSolverSettings,
};

/** Marginals on [0, 1]: response and growth, then parameters that do nothing. */
export function toyMarginals(dimensions = 2): readonly BetaMarginal[] {
  return Array.from({ length: dimensions }, (_, j) => ({
    name: ['response', 'growth'][j] ?? `idle ${j - 1}`,
    min: 0,
    max: 1,
    alpha: [3, 2][j] ?? 2 + (j % 4),
    beta: [2, 2][j] ?? 1 + (j % 3),
  }));
}

export function toyBurden(growth: number, arm: ToyArm, day: number): number {
  return 1.2 * (1 - exp((-(0.5 + toyArms[arm].k * growth) * day) / HORIZON));
}

/** Four markers that differ between patients; only the first three know the response. */
export function toyMarkers(response: number, growth: number): readonly [number, number, number, number] {
  return [2 - response + growth, 1 + growth * growth, 2 - response * response, 1 + sine(20 * growth)];
}

/** Does for the toy what the task `simulate` does for the model; patients that `fails` names fail under every arm. */
export function toySimulate(dimensions: number, fails: (response: number) => boolean = () => false) {
  return ({ spec, parameters }: SimulateTask): CohortRecord => {
    const patients = parameters.length / dimensions;
    const days = spec.horizonDays + 1;
    const failures: CohortRecord['failures'][number][] = [];
    const arms = spec.arms.map(({ name, visits }) => {
      const arm = emptyArmRecord(spec, patients, visits);
      const { c } = toyArms[name as ToyArm];
      for (let patient = 0; patient < patients; patient++) {
        const response = parameters[patient * dimensions]!;
        const growth = parameters[patient * dimensions + 1]!;
        if (fails(response)) {
          failures.push({ patient, arm: name, reason: 'too many steps', day: 1 });
          continue;
        }
        arm.status[patient] = 1;
        arm.tri[patient] = c * response - 1;
        arm.baselineTumor[patient] = 4e8;
        arm.baselineVolumeCm3[patient] = 2;
        for (let day = 0; day < days; day++) {
          arm.burden[patient * days + day] = toyBurden(growth, name as ToyArm, day);
        }
        spec.tumorDays.forEach((day, slot) => {
          arm.tumor[patient * spec.tumorDays.length + slot] = 4e8 * (1 + ((c * response - 1) * day) / 112);
        });
        visits.forEach((day, slot) => {
          arm.visitTumor[patient * visits.length + slot] = 4e8 * (1 + ((c * response - 1) * day) / 112);
        });
        arm.markers.set(toyMarkers(response, growth), patient * markerNames.length);
      }
      return [name, arm] as const;
    });
    return { patients, arms: Object.fromEntries(arms), failures };
  };
}

export interface ToyPoolOptions {
  readonly marginals: readonly BetaMarginal[];
  readonly patients: number;
  readonly gridDays: readonly number[];
  readonly seed?: string;
  readonly design?: 'latin-hypercube' | 'random';
  readonly fails?: (response: number) => boolean;
}

/** A pool of toy patients drawn from the marginals. */
export function toyPool({ marginals, patients, gridDays, seed = '0', design, fails }: ToyPoolOptions): ProposedPool {
  const dimensions = marginals.length;
  const kind = design ?? 'latin-hypercube';
  const uniforms = uniformDesign({ kind, patients, dimensions, seed, streamName: 'toy pool' });
  const cohort = sampleCohort({ marginals, uniforms, patients });
  const record = toySimulate(dimensions, fails)({ spec: toySpec, parameters: cohort.values });
  return toFitPool({
    cohort,
    record,
    spec: toySpec,
    marginals,
    gridDays,
    horizonDays: HORIZON,
    responseRule: 'volume',
  });
}

/** Distribution function of Beta(alpha, beta) for integer shapes: the upper tail of a binomial. */
export function integerBetaCdf(x: number, alpha: number, beta: number): number {
  const n = alpha + beta - 1;
  const at = Math.min(Math.max(x, 0), 1);
  let total = 0;
  for (let k = alpha; k <= n; k++) total += choose(n, k) * power(at, k) * power(1 - at, n - k);
  return total;
}

function choose(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
}

/** Exact response rates of an arm under integer shapes of the response parameter; fractions. */
export function toyRates(arm: ToyArm, { alpha, beta }: { readonly alpha: number; readonly beta: number }) {
  const cdf = (cut: number) => integerBetaCdf(cut / toyArms[arm].c, alpha, beta);
  const [cr, pr, sd] = [cdf(0.2), cdf(0.7) - cdf(0.2), cdf(1.2) - cdf(0.7)];
  return { cr, pr, sd, pd: 1 - cr - pr - sd, orr: cr + pr, dcr: cr + pr + sd };
}
