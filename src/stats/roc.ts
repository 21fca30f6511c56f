import { InputError } from '../errors.js';
import { splitByLabel } from './split-by-label.js';

/** A ROC curve as a polyline from (0, 0) to (1, 1); both coordinates never decrease. */
export interface RocCurve {
  /** Share of the negatives with a score of at least the threshold. */
  readonly falsePositiveRate: Float64Array;
  /** Share of the positives with a score of at least the threshold. */
  readonly truePositiveRate: Float64Array;
  /** Threshold of each point, falling; the first is infinite. */
  readonly thresholds: Float64Array;
}

/**
 * ROC curve of a score against a binary label, one point per distinct score.
 *
 * Rows are called positive at `score >= threshold`. Rows of one score change sides together, so a tie of positives and
 * negatives gives a sloped segment; the area under the polyline is the Mann-Whitney probability with ties 1/2.
 *
 * @param scores - larger for what is thought positive; any unit; length n; finite
 * @param labels - 1 or 0 per row; length n; both occur
 * @returns the curve; one point more than there are distinct scores
 * @throws InputError - when the input breaks the contract of splitByLabel
 * @see Fawcett 2006, algorithm 1, doi:10.1016/j.patrec.2005.10.010
 */
export function rocCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): RocCurve {
  const { positives, negatives } = splitByLabel(scores, labels, 'rocCurve');
  positives.sort().reverse();
  negatives.sort().reverse();
  const falsePositiveRate = [0];
  const truePositiveRate = [0];
  const thresholds = [Number.POSITIVE_INFINITY];
  let called = { positives: 0, negatives: 0 };
  while (called.positives < positives.length || called.negatives < negatives.length) {
    const threshold = Math.max(positives[called.positives] ?? -Infinity, negatives[called.negatives] ?? -Infinity);
    called = {
      positives: countTo(positives, threshold, called.positives),
      negatives: countTo(negatives, threshold, called.negatives),
    };
    falsePositiveRate.push(called.negatives / negatives.length);
    truePositiveRate.push(called.positives / positives.length);
    thresholds.push(threshold);
  }
  return {
    falsePositiveRate: Float64Array.from(falsePositiveRate),
    truePositiveRate: Float64Array.from(truePositiveRate),
    thresholds: Float64Array.from(thresholds),
  };
}

function countTo(descending: Float64Array, threshold: number, from: number): number {
  let count = from;
  while (count < descending.length && descending[count]! >= threshold) count++;
  return count;
}

/**
 * Drops points of a ROC curve for plotting; the points that stay, both end points among them, are points of the curve.
 *
 * Walks along the curve in steps of at most 4 / (maxPoints - 1) of false plus true positive rate (whose sum rises from 0
 * to 2); a single segment longer than that is kept whole. Every dropped point lies within
 * sqrt(2) / (maxPoints - 1) of the segment drawn in its place, e.g. 0.0071 at 200 points: in a box of sides u + v
 * = s, a rising path is nowhere farther from the diagonal than u v / sqrt(u^2 + v^2) <= s / (2 sqrt(2)).
 *
 * @param curve - the curve
 * @param maxPoints - number of points to stay below or at; whole; at least 2
 * @returns the thinned curve; the curve itself where it has no more points than that
 * @throws InputError - when `maxPoints` is not a whole number of at least 2
 */
export function thinRocCurve(curve: RocCurve, maxPoints: number): RocCurve {
  if (!(Number.isInteger(maxPoints) && maxPoints >= 2)) {
    throw new InputError(`thinRocCurve.maxPoints: must be a whole number of at least 2; got ${maxPoints}`);
  }
  const { falsePositiveRate, truePositiveRate, thresholds } = curve;
  const last = thresholds.length - 1;
  if (thresholds.length <= maxPoints) return curve;
  const progress = (point: number) => falsePositiveRate[point]! + truePositiveRate[point]!;
  // Two steps in succession exceed the step length together, which bounds their number.
  const step = 4 / (maxPoints - 1);
  const kept = [0];
  let from = 0;
  while (from < last) {
    let to = from + 1;
    while (to < last && progress(to + 1) - progress(from) <= step) to++;
    kept.push(to);
    from = to;
  }
  return {
    falsePositiveRate: Float64Array.from(kept, (point) => falsePositiveRate[point]!),
    truePositiveRate: Float64Array.from(kept, (point) => truePositiveRate[point]!),
    thresholds: Float64Array.from(kept, (point) => thresholds[point]!),
  };
}
