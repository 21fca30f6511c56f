import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { InputError } from '../errors.js';

/** Standard errors on each side of a 95 % interval: the 0.975 quantile of the normal distribution. */
export const Z95 = 1.959963984540054;

/** An estimate with its standard error, normal interval and two-sided p of being 0. */
export interface NormalEstimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** null where the standard error is 0. */
  readonly p: number | null;
}

/**
 * Normal (Wald) interval and test of an estimate.
 *
 * estimate -+ z standardError; p = 2 Phi(-|estimate| / standardError).
 *
 * @param estimate - any unit; finite
 * @param standardError - same unit; >= 0
 * @param level - coverage aimed at; proportion; in (0, 1)
 * @returns the estimate with interval and p
 * @throws InputError - when an argument lies outside its domain
 */
export function normalInterval(estimate: number, standardError: number, level: number): NormalEstimate {
  if (!Number.isFinite(estimate)) throw new InputError(`normalInterval.estimate: must be finite; got ${estimate}`);
  if (!(standardError >= 0 && standardError < Number.POSITIVE_INFINITY)) {
    throw new InputError(`normalInterval.standardError: must be finite and >= 0; got ${standardError}`);
  }
  if (!(level > 0 && level < 1)) throw new InputError(`normalInterval.level: must lie in (0, 1); got ${level}`);
  const halfWidth = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  return {
    estimate,
    standardError,
    low: estimate - halfWidth,
    high: estimate + halfWidth,
    p: standardError > 0 ? 2 * normalCdf(-Math.abs(estimate) / standardError, 0, 1) : null,
  };
}
