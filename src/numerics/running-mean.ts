/** Means of several numbers over observations that arrive one at a time. */
export interface RunningMean {
  /** Adds one observation of each number. */
  readonly add: (observation: ArrayLike<number>) => void;
  /** The means so far; the array is updated by `add`. */
  readonly values: Float64Array;
  /** Number of observations. */
  readonly count: () => number;
  /** Standard errors of the means, from the spread of the observations; 0 for one observation. */
  readonly standardError: () => Float64Array;
}

/**
 * Means and their standard errors without keeping the observations, by Welford's update: exact where all agree.
 *
 * @param width - how many numbers an observation has
 * @see Welford 1962, doi:10.1080/00401706.1962.10490022
 */
export function runningMean(width: number): RunningMean {
  const values = new Float64Array(width);
  const square = new Float64Array(width);
  let count = 0;
  return {
    values,
    count: () => count,
    add: (observation) => {
      count++;
      for (let index = 0; index < width; index++) {
        const step = observation[index]! - values[index]!;
        values[index]! += step / count;
        square[index]! += step * (observation[index]! - values[index]!);
      }
    },
    standardError: () => square.map((sum) => (count > 1 ? Math.sqrt(sum / (count - 1) / count) : 0)),
  };
}
