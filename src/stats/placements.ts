/** Where each value of one group stands among the values of the other, each group in the order given. */
export interface Placements {
  /** Share of the negatives below each positive, ties counting one half; in [0, 1]. */
  readonly ofPositives: Float64Array;
  /** Share of the positives above each negative, ties counting one half; in [0, 1]. */
  readonly ofNegatives: Float64Array;
}

/**
 * Placements of two groups in each other; both have the area under the ROC curve as their mean. (m + n) log(m + n).
 *
 * @param positives - values of the m positives; any unit; finite
 * @param negatives - values of the n negatives; the same unit; finite
 * @returns placements of both groups
 * @see DeLong et al. 1988, doi:10.2307/2531595
 */
export function placementsOf(positives: Float64Array, negatives: Float64Array): Placements {
  const sortedPositives = positives.slice().sort();
  const sortedNegatives = negatives.slice().sort();
  return {
    ofPositives: positives.map((value) => shareBelow(sortedNegatives, value)),
    ofNegatives: negatives.map((value) => 1 - shareBelow(sortedPositives, value)),
  };
}

/** Share of sorted values below a value, those equal to it counting one half. */
function shareBelow(sorted: Float64Array, value: number): number {
  const below = countBefore(sorted, value, false);
  const through = countBefore(sorted, value, true);
  return (below + through) / 2 / sorted.length;
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
