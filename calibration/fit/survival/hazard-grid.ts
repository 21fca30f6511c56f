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
  /**
   * Weights of the nodes for each time that is asked for, as increments: cumulative hazard at time k is that at time k - 1
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
  return { days, first, increments };
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
