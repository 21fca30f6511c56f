/** Rank of each value of one group among the values of the other, each group in the order given. */
export interface Placements {
  /** Number of negatives below each positive, ties counting one half; multiples of 1/2 in [0, n]; length m. */
  readonly ofPositives: Float64Array;
  /** Number of positives above each negative, ties counting one half; multiples of 1/2 in [0, m]; length n. */
  readonly ofNegatives: Float64Array;
}

/**
 * Placements of two groups in each other, as counts, whose sums are exact. Either sum over m n is the area under the ROC
 * curve. (m + n) log(m + n).
 *
 * @param positives - values of the m positives; any unit; finite
 * @param negatives - values of the n negatives; the same unit; finite
 * @returns placements of both groups
 * @see DeLong et al. 1988, doi:10.2307/2531595
 */
export function placementsOf(positives: Float64Array, negatives: Float64Array): Placements {
  const m = positives.length;
  const sortedPositives = positives.slice().sort();
  const sortedNegatives = negatives.slice().sort();
  return {
    ofPositives: positives.map((value) => countBelow(sortedNegatives, value)),
    ofNegatives: negatives.map((value) => m - countBelow(sortedPositives, value)),
  };
}

/** Number of sorted values below a value, those equal to it counting one half. */
function countBelow(sorted: Float64Array, value: number): number {
  return (countBefore(sorted, value, false) + countBefore(sorted, value, true)) / 2;
}

/** Number of sorted values below a value or, with `equals`, not above it. */
function countBefore(sorted: Float64Array, value: number, equals: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = sorted[middle]!;
    if (candidate < value || (equals && candidate === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
