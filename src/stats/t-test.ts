import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import { extent, mean, sampleVariance, tTestTwoSample } from 'simple-statistics';
import { InputError, InternalError } from '../errors.js';
import { square } from '../numerics/elementary.js';

/** Outcome of a two-sample t-test of equal means. */
export interface TTestResult {
  /** Positive where the first sample has the larger mean. */
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Two-sided; 0 where it is too small for a double (below about 1e-307). */
  readonly p: number;
}

/**
 * Student's two-sample t-test: both samples share one variance.
 *
 * t = (mean1 - mean2) / sqrt(s^2 (1/n1 + 1/n2)), s^2 the pooled variance; n1 + n2 - 2 degrees of freedom.
 *
 * @param first - first sample; any unit; length n1 >= 2; finite
 * @param second - second sample; the same unit; length n2 >= 2; finite
 * @returns t, degrees of freedom and the two-sided p
 * @throws InputError - when a sample is too short or not finite, or when both samples are constant
 * @see Student 1908, doi:10.1093/biomet/6.1.1
 */
export function studentTest(first: ArrayLike<number>, second: ArrayLike<number>): TTestResult {
  const [a, b] = checkedSamples('studentTest', first, second);
  const t = tTestTwoSample(a, b);
  if (t === null) throw new InternalError('studentTest: two non-empty samples have a t value; got null');
  const degreesOfFreedom = a.length + b.length - 2;
  return { t, degreesOfFreedom, p: twoSidedP(t, degreesOfFreedom) };
}

/**
 * Welch's two-sample t-test: each sample has a variance of its own.
 *
 * With v = variance / n of each sample: t = (mean1 - mean2) / sqrt(v1 + v2) on
 * (v1 + v2)^2 / (v1^2/(n1 - 1) + v2^2/(n2 - 1)) degrees of freedom.
 *
 * @param first - first sample; any unit; length n1 >= 2; finite
 * @param second - second sample; the same unit; length n2 >= 2; finite
 * @returns t, degrees of freedom (rarely whole) and the two-sided p
 * @throws InputError - when a sample is too short or not finite, or when both samples are constant
 * @see Welch 1947, doi:10.1093/biomet/34.1-2.28
 */
export function welchTest(first: ArrayLike<number>, second: ArrayLike<number>): TTestResult {
  const [a, b] = checkedSamples('welchTest', first, second);
  const meanVarianceA = sampleVariance(a) / a.length;
  const meanVarianceB = sampleVariance(b) / b.length;
  const total = meanVarianceA + meanVarianceB;
  const t = (mean(a) - mean(b)) / Math.sqrt(total);
  // Shares rather than squares of the variances, which would overflow or vanish for markers in extreme units.
  const shareA = meanVarianceA / total;
  const shareB = meanVarianceB / total;
  const degreesOfFreedom = 1 / (square(shareA) / (a.length - 1) + square(shareB) / (b.length - 1));
  return { t, degreesOfFreedom, p: twoSidedP(t, degreesOfFreedom) };
}

/** The lower tail twice: 1 - cdf(|t|) would lose every digit of a small p to cancellation. */
function twoSidedP(t: number, degreesOfFreedom: number): number {
  return Math.min(1, 2 * studentCdf(-Math.abs(t), degreesOfFreedom));
}

function checkedSamples(where: string, first: ArrayLike<number>, second: ArrayLike<number>): [number[], number[]] {
  const samples: [number[], number[]] = [Array.from(first), Array.from(second)];
  samples.forEach((sample, index) => {
    const name = `${where}.${index === 0 ? 'first' : 'second'}`;
    if (!(sample.length >= 2)) throw new InputError(`${name}: must hold at least two values; got ${sample.length}`);
    const issue = sample.findIndex((value) => !Number.isFinite(value));
    if (issue >= 0) throw new InputError(`${name}[${issue}]: must be finite; got ${sample[issue]}`);
  });
  // Extents, not variances: the variance of equal values may come out as a rounding error above zero.
  const constants = samples.map((sample) => extent(sample)).filter(([low, high]) => low === high);
  if (constants.length === 2) {
    throw new InputError(`${where}: at least one sample must vary; got two constant samples`);
  }
  return samples;
}
