import gammainc from '@stdlib/math-base-special-gammainc';
import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';

/** How far the estimates of several studies lie apart, against their own errors. */
export interface Heterogeneity {
  /** Studies compared. */
  readonly studies: number;
  /** Mean weighted by 1 / standard error squared (one effect for all studies), and its standard error. */
  readonly mean: number;
  readonly standardError: number;
  /** Cochran's Q and its degrees of freedom, studies - 1. */
  readonly q: number;
  readonly degreesOfFreedom: number;
  /** Probability of such a Q or a larger one if the studies differ by their errors alone. */
  readonly p: number;
  /** Share of the spread that errors do not explain; in [0, 1]. */
  readonly iSquared: number;
  /** Variance between studies by the method of moments; squared unit of the estimates. */
  readonly betweenVariance: number;
}

/**
 * Heterogeneity of studies that estimate one quantity.
 *
 * With w = 1 / s^2 and m = sum w x / sum w: Q = sum w (x - m)^2, p its chi-square tail on k - 1 degrees of freedom,
 * I^2 = max(0, (Q - (k - 1)) / Q), between-study variance = max(0, (Q - (k - 1)) / (sum w - sum w^2 / sum w)).
 *
 * @param estimates - one per study, on a scale where errors are close to normal; any unit; length k >= 2; finite
 * @param standardErrors - of the estimates; the same unit; length k; positive, finite
 * @returns Q, its p, I^2 and the pooled mean
 * @throws InputError - when there are fewer than two studies, lengths differ or a value lies outside its domain
 * @see Cochran 1954, doi:10.2307/3001666; Higgins & Thompson 2002, doi:10.1002/sim.1186; DerSimonian & Laird 1986,
 *   doi:10.1016/0197-2456(86)90046-2
 */
export function heterogeneity(estimates: ArrayLike<number>, standardErrors: ArrayLike<number>): Heterogeneity {
  const studies = estimates.length;
  if (!(studies >= 2)) throw new InputError(`heterogeneity.estimates: must hold two studies at least; got ${studies}`);
  if (standardErrors.length !== studies) {
    throw new InputError(`heterogeneity.standardErrors: must hold ${studies} errors; got ${standardErrors.length}`);
  }
  let [total, squares, weighted] = [0, 0, 0];
  for (let study = 0; study < studies; study++) {
    const weight = requireWeight(estimates[study]!, standardErrors[study]!, study);
    total += weight;
    squares += weight * weight;
    weighted += weight * estimates[study]!;
  }
  const mean = weighted / total;
  let q = 0;
  for (let study = 0; study < studies; study++) q += square((estimates[study]! - mean) / standardErrors[study]!);
  const degreesOfFreedom = studies - 1;
  const excess = Math.max(0, q - degreesOfFreedom);
  return {
    studies,
    mean,
    standardError: 1 / Math.sqrt(total),
    q,
    degreesOfFreedom,
    p: chiSquareTail(q, degreesOfFreedom),
    iSquared: q === 0 ? 0 : excess / q,
    betweenVariance: excess / (total - squares / total),
  };
}

/**
 * Upper tail of the chi-square distribution: P(X >= x) = Gamma(df/2, x/2) / Gamma(df/2).
 *
 * @param x - >= 0
 * @param degreesOfFreedom - > 0
 * @returns probability; in [0, 1]
 * @throws InputError - when an argument lies outside its domain
 */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  if (!(x >= 0)) throw new InputError(`chiSquareTail.x: must be at least 0; got ${x}`);
  if (!(degreesOfFreedom > 0 && degreesOfFreedom < Number.POSITIVE_INFINITY)) {
    throw new InputError(`chiSquareTail.degreesOfFreedom: must be positive and finite; got ${degreesOfFreedom}`);
  }
  return x === Number.POSITIVE_INFINITY ? 0 : gammainc(x / 2, degreesOfFreedom / 2, true, true);
}

function requireWeight(estimate: number, standardError: number, study: number): number {
  if (!Number.isFinite(estimate)) {
    throw new InputError(`heterogeneity.estimates[${study}]: must be finite; got ${estimate}`);
  }
  if (!(standardError > 0 && standardError < Number.POSITIVE_INFINITY)) {
    throw new InputError(`heterogeneity.standardErrors[${study}]: must be positive and finite; got ${standardError}`);
  }
  return 1 / square(standardError);
}
