import { InputError } from '../errors.js';

/** A product-limit survival curve, at its steps only; between two of them it is level. */
export interface KaplanMeier {
  /** Patients behind the curve. */
  readonly n: number;
  /** Distinct death times, ascending; unit of the follow-up times. */
  readonly times: Float64Array;
  /** Survival from each step on; in [0, 1]; falls from step to step. */
  readonly survival: Float64Array;
  /** Patients alive and observed just before each step. */
  readonly atRisk: Uint32Array;
  readonly deaths: Uint32Array;
  /** Greenwood's variance of log survival; infinite from where nobody survives. */
  readonly logVariance: Float64Array;
}

/**
 * Product-limit estimate of the survival function.
 *
 * S(t) = product over death times u <= t of (1 - d(u) / n(u)), with d deaths among n patients at risk; var log S = sum of
 * d / (n (n - d)). Deaths precede censorings at equal times. Costs n log n.
 *
 * @param times - follow-up times; any unit; length n >= 1; finite, >= 0
 * @param observed - 1 for death, 0 for censored; length n
 * @returns the steps of the curve; none when nobody died
 * @throws InputError - when lengths differ, nobody is given, a time is negative or not finite, or a flag is neither 0 nor 1
 * @see Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452
 */
export function kaplanMeier(times: ArrayLike<number>, observed: ArrayLike<number>): KaplanMeier {
  const { deathTimes, censorTimes } = checkedFollowUp(times, observed);
  const n = times.length;
  const steps: { time: number; atRisk: number; deaths: number }[] = [];
  let censored = 0;
  for (let first = 0; first < deathTimes.length; ) {
    const time = deathTimes[first]!;
    while (censored < censorTimes.length && censorTimes[censored]! < time) censored++;
    let next = first;
    while (next < deathTimes.length && deathTimes[next] === time) next++;
    steps.push({ time, atRisk: n - first - censored, deaths: next - first });
    first = next;
  }
  let [alive, variance] = [1, 0];
  const survival = new Float64Array(steps.length);
  const logVariance = new Float64Array(steps.length);
  steps.forEach(({ atRisk, deaths }, step) => {
    alive *= (atRisk - deaths) / atRisk;
    variance += deaths / (atRisk * (atRisk - deaths));
    survival[step] = alive;
    logVariance[step] = variance;
  });
  return {
    n,
    times: Float64Array.from(steps, ({ time }) => time),
    survival,
    atRisk: Uint32Array.from(steps, ({ atRisk }) => atRisk),
    deaths: Uint32Array.from(steps, ({ deaths }) => deaths),
    logVariance,
  };
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

function checkedFollowUp(
  times: ArrayLike<number>,
  observed: ArrayLike<number>,
): { deathTimes: Float64Array; censorTimes: Float64Array } {
  if (!(times.length >= 1)) throw new InputError('kaplanMeier.times: must hold one patient at least; got none');
  if (observed.length !== times.length) {
    throw new InputError(`kaplanMeier.observed: must hold ${times.length} flags, one per time; got ${observed.length}`);
  }
  const deaths: number[] = [];
  const censorings: number[] = [];
  for (let patient = 0; patient < times.length; patient++) {
    const time = times[patient]!;
    if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) {
      throw new InputError(`kaplanMeier.times[${patient}]: must be finite and >= 0; got ${time}`);
    }
    const flag = observed[patient];
    if (flag !== 0 && flag !== 1) {
      throw new InputError(`kaplanMeier.observed[${patient}]: must be 0 or 1; got ${flag}`);
    }
    (flag === 1 ? deaths : censorings).push(time);
  }
  return { deathTimes: Float64Array.from(deaths).sort(), censorTimes: Float64Array.from(censorings).sort() };
}
