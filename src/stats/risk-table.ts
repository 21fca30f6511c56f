import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';
import { tieTimes } from './tied-times.js';

/**
 * What the weights of a cohort mean. `patients`: a row counts for that many patients, and variances count them.
 * `sampling`: a row is one patient who counts for more or less than another (importance weights, inverse probabilities), and
 * variances are robust ones.
 */
export type WeightMeaning = 'patients' | 'sampling';

export interface Weighting {
  /** One per row; > 0 and finite. */
  readonly weights: ArrayLike<number>;
  readonly meaning: WeightMeaning;
}

/** A cohort seen at its distinct follow-up times, ascending. Counts are sums of weights; without weights, of patients. */
export interface RiskTable {
  /** Rows behind the table. */
  readonly n: number;
  readonly times: Float64Array;
  /** Under observation just before each time. */
  readonly atRisk: Float64Array;
  readonly deaths: Float64Array;
  readonly censored: Float64Array;
  /** Under observation after the deaths of each time, its censored among them. */
  readonly survivors: Float64Array;
  /** Sums of squared weights of those who die, and of those who are censored, at each time. */
  readonly squaredDeaths: Float64Array;
  readonly squaredCensored: Float64Array;
}

/**
 * Counts a cohort at its distinct follow-up times. Deaths precede censorings at equal times; times that differ by rounding
 * alone are equal (see `tieTimes`). Costs n log n.
 *
 * Those at risk are summed from the end, so that a curve on which the last patients die comes to 0 exactly whatever the
 * weights are.
 *
 * @param given - follow-up times; any unit; length n >= 1; finite, >= 0
 * @param observed - 1 for death, 0 for censored; length n
 * @param weights - length n; finite, > 0; default 1 each
 * @param where - name of the caller, for messages
 * @returns counts at each distinct time
 * @throws InputError - when lengths differ, nobody is given, a time is negative or not finite, a flag is neither 0 nor 1, or
 *   a weight is not positive and finite
 */
export function riskTable(
  given: ArrayLike<number>,
  observed: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  where: string,
): RiskTable {
  requireFollowUp(given, observed, where);
  if (weights !== undefined) requireWeights(weights, given.length, where);
  const { times } = tieTimes(given);
  const order = Uint32Array.from(times, (_, row) => row).sort((a, b) => times[a]! - times[b]!);
  const starts: number[] = [];
  order.forEach((row, place) => {
    if (place === 0 || times[row] !== times[order[place - 1]!]) starts.push(place);
  });
  const column = () => new Float64Array(starts.length);
  const table = {
    n: times.length,
    times: Float64Array.from(starts, (place) => times[order[place]!]!),
    atRisk: column(),
    deaths: column(),
    censored: column(),
    survivors: column(),
    squaredDeaths: column(),
    squaredCensored: column(),
  };
  let later = 0;
  for (let index = starts.length - 1; index >= 0; index--) {
    for (let place = starts[index]!; place < (starts[index + 1] ?? order.length); place++) {
      const row = order[place]!;
      const weight = weights?.[row] ?? 1;
      const dies = observed[row] === 1;
      (dies ? table.deaths : table.censored)[index]! += weight;
      (dies ? table.squaredDeaths : table.squaredCensored)[index]! += square(weight);
    }
    table.survivors[index] = later + table.censored[index]!;
    table.atRisk[index] = table.survivors[index]! + table.deaths[index]!;
    later = table.atRisk[index]!;
  }
  return table;
}

/** Refuses times and flags that are no follow-up. @throws InputError - as `riskTable` */
export function requireFollowUp(times: ArrayLike<number>, observed: ArrayLike<number>, where: string): void {
  if (!(times.length >= 1)) throw new InputError(`${where}.times: must hold one patient at least; got none`);
  if (observed.length !== times.length) {
    throw new InputError(`${where}.observed: must hold ${times.length} flags, one per time; got ${observed.length}`);
  }
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) {
      throw new InputError(`${where}.times[${row}]: must be finite and >= 0; got ${time}`);
    }
    const flag = observed[row];
    if (flag !== 0 && flag !== 1) throw new InputError(`${where}.observed[${row}]: must be 0 or 1; got ${flag}`);
  }
}

/** Refuses weights that do not fit. @throws InputError - as `riskTable` */
export function requireWeights(weights: ArrayLike<number>, length: number, where: string): void {
  if (weights.length !== length) {
    throw new InputError(`${where}.weights: must hold ${length} values, one per time; got ${weights.length}`);
  }
  for (let row = 0; row < length; row++) {
    const weight = weights[row]!;
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new InputError(`${where}.weights[${row}]: must be finite and > 0; got ${weight}`);
    }
  }
}
