import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';
import { type Placements, placementsOf } from './placements.js';
import { splitByLabel } from './split-by-label.js';

/** Areas under the ROC curves of several scores of the same rows, and how their errors go together. */
export interface AucCovariance {
  /** Area of each score; in [0, 1]; length k. */
  readonly aucs: Float64Array;
  /** DeLong's estimate of the covariance of the areas; k x k, row by row; symmetric. */
  readonly covariance: Float64Array;
}

/**
 * Areas under the ROC curves of k scores and their covariance after DeLong.
 *
 * With a_ri the share of the negatives below positive i under score r and b_rj that of the positives above negative j: auc_r = mean a_r = mean b_r and
 * cov(r, s) = cov(a_r, a_s) / m + cov(b_r, b_s) / n, sample covariances with divisors m - 1 and n - 1.
 *
 * @param scores - k >= 1 scores of the same m + n rows; larger for what is thought positive; finite
 * @param labels - 1 for the m positives, 0 for the n negatives; m, n >= 2
 * @param where - the caller's name, for the message of an error
 * @returns areas and covariance
 * @throws InputError - when a score breaks the contract of splitByLabel, or a label occurs only once
 * @see DeLong et al. 1988, doi:10.2307/2531595
 */
export function aucCovariance(
  scores: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  where = 'aucCovariance',
): AucCovariance {
  const placed = scores.map((score) => labelledPlacements(score, labels, where));
  const aucs = Float64Array.from(placed, areaOf);
  const covariance = new Float64Array(square(placed.length));
  placed.forEach((first, r) => {
    placed.forEach((second, s) => {
      if (s < r) return;
      const value = placementCovariance(first, second);
      covariance[r * placed.length + s] = value;
      covariance[s * placed.length + r] = value;
    });
  });
  return { aucs, covariance };
}

/** Placements of a score, after the checks that every DeLong estimate needs. */
export function labelledPlacements(scores: ArrayLike<number>, labels: ArrayLike<number>, where: string): Placements {
  const { positives, negatives } = splitByLabel(scores, labels, where);
  if (!(positives.length >= 2 && negatives.length >= 2)) {
    throw new InputError(
      `${where}.labels: each label must occur twice; got ${positives.length} of 1 and ${negatives.length} of 0`,
    );
  }
  return placementsOf(positives, negatives);
}

/** Area from placements, or the difference of two areas from differences of placements; one rounding. */
export function areaOf({ ofPositives, ofNegatives }: Placements): number {
  return sumOf(ofPositives) / (ofPositives.length * ofNegatives.length);
}

/**
 * DeLong's covariance of two areas from the placements of the same rows.
 *
 * @param first - placements under one score, or differences of placements under two
 * @param second - placements under another; the same rows
 */
export function placementCovariance(first: Placements, second: Placements): number {
  const m = first.ofPositives.length;
  const n = first.ofNegatives.length;
  return (
    sampleCovariance(first.ofPositives, second.ofPositives) / (m * n * n) +
    sampleCovariance(first.ofNegatives, second.ofNegatives) / (n * m * m)
  );
}

/** Exact for placements, which are multiples of 1/2. */
function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
}

/** Covariance with divisor n - 1, in two passes. */
function sampleCovariance(first: Float64Array, second: Float64Array): number {
  const centres = [sumOf(first) / first.length, sumOf(second) / second.length] as const;
  let sum = 0;
  for (let index = 0; index < first.length; index++) {
    sum += (first[index]! - centres[0]) * (second[index]! - centres[1]);
  }
  return sum / (first.length - 1);
}
