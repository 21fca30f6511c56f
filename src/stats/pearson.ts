import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import { InputError } from '../errors.js';
import { atanh, tanh } from '../numerics/elementary.js';

/** A correlation with its Fisher interval and two-sided p; all in [-1, 1] but p, which is in [0, 1]. */
export interface CorrelationResult {
  readonly r: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly p: number;
}

/** A correlation and what it rests on. */
export interface CorrelationSample {
  readonly r: number;
  /** Pairs of values. */
  readonly n: number;
  /** Further variables that were kept fixed (partial correlation); 0 for a plain one. */
  readonly controlled: number;
}

/**
 * Pearson's correlation coefficient, r = sum (x - mean x)(y - mean y) / sqrt(sum (x - mean x)^2 sum (y - mean y)^2).
 *
 * @param x - any unit; length n >= 2; finite
 * @param y - any unit; length n; finite
 * @returns r in [-1, 1], or null where x or y does not vary
 * @throws InputError - when lengths differ, are below 2, or a value is not finite
 */
export function pearson(x: Float64Array, y: Float64Array): number | null {
  if (!(x.length === y.length && x.length >= 2)) {
    throw new InputError(`pearson: must have two samples of one length, at least 2; got ${x.length} and ${y.length}`);
  }
  const a = deviations(x);
  const b = deviations(y);
  if (a === null || b === null) return null;
  let product = 0;
  for (let i = 0; i < a.length; i++) product += a[i]! * b[i]!;
  return Math.max(-1, Math.min(1, product));
}

/**
 * Deviations from the mean, scaled to a sum of squares of 1.
 *
 * @param values - any unit; finite
 * @returns null where all values are equal
 * @throws InputError - when a value is not finite
 */
export function deviations(values: Float64Array): Float64Array | null {
  let largest = 0;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) throw new InputError(`correlation: values must be finite; got ${value}`);
    if (value < low) low = value;
    if (value > high) high = value;
    largest = Math.max(largest, Math.abs(value));
  }
  if (!(high > low)) return null;
  // In units of the largest value, so that neither sums nor squares leave the range of a double
  const scaled = values.map((value) => value / largest);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  const centred = scaled.map((value) => value - mean);
  const norm = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return norm > 0 ? centred.map((value) => value / norm) : null;
}

/**
 * Fisher interval and two-sided p of a correlation, plain or partial.
 *
 * With m = n - controlled: interval tanh(atanh r -+ z / sqrt(m - 3)); t = r sqrt((m - 2) / (1 - r^2)) on m - 2 degrees of
 * freedom. The interval is exact for normal pairs in the limit only; for bounded inputs that act additively it is close.
 *
 * @param sample - r in [-1, 1], n pairs, controlled variables; n - controlled >= 4
 * @param level - coverage aimed at; proportion; in (0, 1)
 * @throws InputError - when there are too few pairs or the level is out of range
 * @see Fisher 1921, Metron 1, 3-32
 */
export function correlationInference({ r, n, controlled }: CorrelationSample, level = 0.95): CorrelationResult {
  const m = n - controlled;
  if (!(m >= 4)) throw new InputError(`correlation: must have at least ${controlled + 4} samples; got ${n}`);
  if (!(level > 0 && level < 1)) throw new InputError(`correlation.level: must lie in (0, 1); got ${level}`);
  if (Math.abs(r) >= 1) return { r, ciLow: r, ciHigh: r, p: 0 };
  const halfWidth = normalQuantile((1 + level) / 2, 0, 1) / Math.sqrt(m - 3);
  const centre = atanh(r);
  const t = Math.abs(r) * Math.sqrt((m - 2) / ((1 - r) * (1 + r)));
  return {
    r,
    ciLow: tanh(centre - halfWidth),
    ciHigh: tanh(centre + halfWidth),
    p: Math.min(1, 2 * studentCdf(-t, m - 2)),
  };
}
