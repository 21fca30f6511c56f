import { InputError } from '../errors.js';
import { curveVariance } from './curve-variance.js';
import { type RiskTable, riskTable, type Weighting } from './risk-table.js';

/** A product-limit survival curve, at its steps only; between two of them it is level. */
export interface KaplanMeier {
  /** Patients behind the curve. */
  readonly n: number;
  /** Distinct death times, ascending; unit of the follow-up times. */
  readonly times: Float64Array;
  /** Survival from each step on; in [0, 1]; falls from step to step. */
  readonly survival: Float64Array;
  /** Patients alive and observed just before each step; sum of their weights where there are weights. */
  readonly atRisk: Float64Array;
  readonly deaths: Float64Array;
  /** Variance of log survival, Greenwood's or the robust one; infinite from where nobody survives. */
  readonly logVariance: Float64Array;
  /** Longest follow-up time; beyond it the curve is unknown unless it has come to 0. */
  readonly lastTime: number;
}

/**
 * Product-limit estimate of the survival function.
 *
 * S(t) = product over death times u <= t of (1 - d(u) / n(u)), with d deaths among n patients at risk; var log S = sum of
 * d / (n (n - d)), or its robust form (see `curveVariance`). Deaths precede censorings at equal times. Costs n log n.
 *
 * @param times - follow-up times; any unit; length n >= 1; finite, >= 0
 * @param observed - 1 for death, 0 for censored; length n
 * @param weighting - weights of the patients, and what they mean; default 1 each
 * @returns the steps of the curve; none when nobody died
 * @throws InputError - when lengths differ, nobody is given, a time is negative or not finite, a flag is neither 0 nor 1, or
 *   a weight is not positive and finite
 * @see Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452
 */
export function kaplanMeier(times: ArrayLike<number>, observed: ArrayLike<number>, weighting?: Weighting): KaplanMeier {
  const table = riskTable(times, observed, weighting?.weights, 'kaplanMeier');
  const variance = curveVariance(table, new Float64Array(table.times.length).fill(1), weighting?.meaning ?? 'patients');
  const survival = survivalOf(table);
  const steps = [...table.times.keys()].filter((index) => table.deaths[index]! > 0);
  const atSteps = (column: Float64Array) => Float64Array.from(steps, (index) => column[index]!);
  return {
    n: table.n,
    times: atSteps(table.times),
    survival: atSteps(survival),
    atRisk: atSteps(table.atRisk),
    deaths: atSteps(table.deaths),
    logVariance: atSteps(variance),
    lastTime: table.times.at(-1)!,
  };
}

/** Survival after the deaths of each time of a table. */
export function survivalOf({ atRisk, survivors }: Pick<RiskTable, 'atRisk' | 'survivors'>): Float64Array {
  let alive = 1;
  return atRisk.map((n, index) => {
    alive *= survivors[index]! / n;
    return alive;
  });
}

/**
 * Survival at a time: the height of the last step at or before it, 1 before the first.
 *
 * @param curve - as `kaplanMeier` gives it
 * @param time - unit of the curve; not NaN
 * @returns share alive; in [0, 1]; after the last step the height of that step, however long ago it was
 * @throws InputError - when the time is NaN
 */
export function survivalAt({ times, survival }: Pick<KaplanMeier, 'times' | 'survival'>, time: number): number {
  if (Number.isNaN(time)) throw new InputError('survivalAt.time: must be a number; got NaN');
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 1 : survival[low - 1]!;
}
