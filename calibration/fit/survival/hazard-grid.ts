/**
 * Time grid for the cumulative hazard in the fit: every few days instead of every day.
 *
 * A patient's cumulative hazard up to day t is the sum over d < t of f(d) with a smooth f. By the Euler-Maclaurin formula
 * it equals the integral of f minus (f(t) - f(0)) / 2 up to terms in f'; the integral is taken by the trapezoidal rule on
 * the grid. Weights are per node, the same for every patient.
 */
export interface HazardGrid {
  /** Days of the nodes, ascending; the first is 0. */
  readonly days: readonly number[];
  /** Times at which survival is known; days; ascending. */
  readonly times: readonly number[];
  /**
   * Weights of the nodes for each time, as increments: cumulative hazard at time k is that at time k - 1
   * plus the sum of `increments[k][j] * f(node[first[k] + j])`.
   */
  readonly first: readonly number[];
  readonly increments: readonly (readonly number[])[];
}

/** Days between nodes: the error of a median is then far below a hundredth of a month (see the test). */
export const GRID_STEP_DAYS = 4;

/**
 * Builds the grid for given times.
 *
 * @param timesDays - times at which survival is wanted; days; ascending; > 0; at most the horizon
 * @param horizonDays - last day of the simulation
 */
export function hazardGrid(timesDays: readonly number[], horizonDays: number): HazardGrid {
  const days: number[] = [];
  for (let day = 0; day < horizonDays; day += GRID_STEP_DAYS) days.push(day);
  days.push(horizonDays);
  const totals = timesDays.map((time) => cumulativeWeights(days, time));
  const first: number[] = [];
  const increments = totals.map((weights, k) => {
    const before = k === 0 ? undefined : totals[k - 1]!;
    const difference = weights.map((weight, j) => weight - (before?.[j] ?? 0));
    const from = Math.max(
      0,
      difference.findIndex((weight) => weight !== 0),
    );
    let to = difference.length;
    while (to > from && difference[to - 1] === 0) to--;
    first.push(from);
    return difference.slice(from, to);
  });
  return { days, times: timesDays, first, increments };
}

/** Weights w with sum w_j f(day_j) = integral of f over [0, time] - (f(time) - f(0)) / 2, f linear between nodes. */
function cumulativeWeights(days: readonly number[], time: number): number[] {
  const weights = new Array<number>(days.length).fill(0);
  weights[0]! += 0.5;
  for (let j = 0; j + 1 < days.length && days[j]! < time; j++) {
    const [left, right] = [days[j]!, days[j + 1]!];
    const length = Math.min(time, right) - left;
    const share = length / (right - left);
    weights[j]! += length * (1 - share / 2);
    weights[j + 1]! += (length * share) / 2;
    if (time <= right) {
      weights[j]! -= (1 - share) / 2;
      weights[j + 1]! -= share / 2;
    }
  }
  return weights;
}

/**
 * A hazard grid sorted for products: nearly every node before a time weighs the step of the grid.
 *
 * With softplus(z) = log(1 + e^z) a sum of equally weighted nodes is the logarithm of one product. So the cumulative hazard at a
 * time is the step times the sum over all nodes before `ends`, and corrections: what the few nodes around the time, and the
 * first one, weigh more or less than that.
 */
export interface HazardPlan {
  readonly times: number;
  /** Nodes [0, ends[k]) are summed with the step of the grid at time k; ascending. */
  readonly ends: Int32Array;
  /** Corrections of time k, without those of every time: nodes and weights at [from[k], from[k + 1]). */
  readonly from: Int32Array;
  readonly nodes: Int32Array;
  readonly weights: Float64Array;
  /** Corrections that are the same at every time. */
  readonly commonNodes: Int32Array;
  readonly commonWeights: Float64Array;
}

interface Correction {
  readonly node: number;
  readonly weight: number;
}

/** Weights that differ by less are the same; days. */
const SAME_WEIGHT = 1e-9;

/** Sorts a grid for products. */
export function hazardPlan({ days, first, increments }: HazardGrid): HazardPlan {
  const totals = new Float64Array(days.length);
  let end = 0;
  const ends: number[] = [];
  const corrections = increments.map((weights, time): readonly Correction[] => {
    weights.forEach((weight, offset) => {
      const node = first[time]! + offset;
      const total = totals[node]! + weight;
      // Increments of times that are close to each other leave a rounding error, with which no later node would be in the product
      totals[node] = Math.abs(total - GRID_STEP_DAYS) < SAME_WEIGHT ? GRID_STEP_DAYS : total;
    });
    while (totals[end + 1] === GRID_STEP_DAYS) end++;
    ends.push(end + 1);
    return Array.from(totals, (weight, node) => ({ node, weight: weight - (node <= end ? GRID_STEP_DAYS : 0) })).filter(
      ({ weight }) => weight !== 0,
    );
  });
  const common = (corrections[0] ?? []).filter((one) => corrections.every((all) => all.some(same(one))));
  const own = corrections.map((all) => all.filter((one) => !common.some(same(one))));
  const from = new Int32Array(own.length + 1);
  own.forEach((all, time) => {
    from[time + 1] = from[time]! + all.length;
  });
  return {
    times: increments.length,
    ends: Int32Array.from(ends),
    from,
    nodes: Int32Array.from(own.flat(), ({ node }) => node),
    weights: Float64Array.from(own.flat(), ({ weight }) => weight),
    commonNodes: Int32Array.from(common, ({ node }) => node),
    commonWeights: Float64Array.from(common, ({ weight }) => weight),
  };
}

function same(one: Correction): (other: Correction) => boolean {
  return ({ node, weight }) => node === one.node && weight === one.weight;
}

GRID_STEP_DAYS satisfies 4;

/**
 * exp(-step of the grid x log product).
 *
 * @param product - of 1 + e^z over nodes; infinite where no patient survives
 * @returns the product to the power -4
 */
export function productSurvival(product: number): number {
  const daily = 1 / product;
  const square = daily * daily;
  return square * square;
}
