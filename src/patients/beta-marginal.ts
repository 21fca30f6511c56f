import betaln from '@stdlib/math-base-special-betaln';
import quantile from '@stdlib/stats-base-dists-beta-quantile';
import { InputError, NumericalError } from '../errors.js';
import { log, log1p } from '../numerics/elementary.js';

/** Distribution of one per-patient parameter: value = min + (max - min) x with x ~ Beta(alpha, beta). */
export interface BetaMarginal {
  readonly name: string;
  /** Bounds of the parameter, in its own unit; min < max. */
  readonly min: number;
  readonly max: number;
  /** Shapes; dimensionless; > 0. */
  readonly alpha: number;
  readonly beta: number;
  /** Correlation of its normal score with that of other parameters, by name; absent where it is independent (see `gaussianCopula`). */
  readonly correlations?: Readonly<Record<string, number>>;
}

/** One draw of a marginal: the parameter, and the logarithms that weights and scores are made of. */
export interface BetaPoint {
  /** The parameter; its own unit; in [min, max]. */
  readonly value: number;
  /** log x and log(1 - x); finite, each accurate where x or 1 - x is far below the rounding of 1. */
  readonly logX: number;
  readonly log1mX: number;
}

/** Above this the complement 1 - x has lost a digit to cancellation, and it is computed from its own tail instead. */
const COMPLEMENT_IS_SAFE_UP_TO = 0.9;

/** Below this 1 - u itself is rounded too coarsely (relative error of u above 1e-13) to serve as an argument. */
const MIRROR_IS_SAFE_FROM = 2 ** -10;

/** Smallest normal double, 2^-1022: a tail that would underflow is set to it, so that its logarithm (-708.4) is finite. */
const SMALLEST_TAIL = 2 ** -1022;

/**
 * Rejects an invalid marginal.
 *
 * @param marginal - what to check
 * @throws InputError - when a number is not finite, a shape is not positive, or min is not below max
 */
export function checkBetaMarginal({ name, min, max, alpha, beta }: BetaMarginal): void {
  for (const [field, number] of Object.entries({ min, max, alpha, beta })) {
    if (!Number.isFinite(number))
      throw new InputError(`marginal ${name}.${field}: must be a finite number; got ${number}`);
  }
  if (!(min < max)) throw new InputError(`marginal ${name}: min must lie below max; got min ${min}, max ${max}`);
  if (!(alpha > 0)) throw new InputError(`marginal ${name}.alpha: must be positive; got ${alpha}`);
  if (!(beta > 0)) throw new InputError(`marginal ${name}.beta: must be positive; got ${beta}`);
}

/** x and 1 - x at probability u, each to its own relative accuracy; in [SMALLEST_TAIL, 1]. */
function tailsAt(u: number, alpha: number, beta: number): { x: number; complement: number } {
  if (u <= 0.5) {
    const x = Math.max(quantile(u, alpha, beta), SMALLEST_TAIL);
    const mirror = x > COMPLEMENT_IS_SAFE_UP_TO && u >= MIRROR_IS_SAFE_FROM;
    return { x, complement: Math.max(mirror ? quantile(1 - u, beta, alpha) : 1 - x, SMALLEST_TAIL) };
  }
  const complement = Math.max(quantile(1 - u, beta, alpha), SMALLEST_TAIL);
  const x = complement > COMPLEMENT_IS_SAFE_UP_TO ? quantile(u, alpha, beta) : 1 - complement;
  return { x: Math.max(x, SMALLEST_TAIL), complement };
}

/**
 * The draw of a marginal at probability u (inverse distribution function).
 *
 * P(value ≤ result) = u. With alpha or beta below 1 a tail piles up at a bound so closely that x rounds to 1 while log(1 - x)
 * is still of weight; so the half above u = 1/2 is computed as 1 - x from Beta(beta, alpha) at 1 - u, and the logarithm of
 * the larger part as log1p of the smaller. About 2 µs.
 *
 * @param marginal - bounds in the parameter's unit and shapes, as `checkBetaMarginal` accepts them
 * @param u - probability; strictly inside (0, 1)
 * @returns the parameter in [min, max] and the two logarithms, both finite; a tail below 2^-1022 counts as 2^-1022
 * @throws InputError - when u is not inside (0, 1)
 * @throws NumericalError - when the quantile cannot be computed
 */
export function betaQuantile(marginal: BetaMarginal, u: number): BetaPoint {
  const { name, min, max, alpha, beta } = marginal;
  if (!(u > 0 && u < 1)) throw new InputError(`betaQuantile(${name}).u: must lie inside (0, 1); got ${u}`);
  const { x, complement } = tailsAt(u, alpha, beta);
  if (!(x <= 1 && complement <= 1)) {
    throw new NumericalError(
      `betaQuantile(${name}): shapes must have a computable quantile; got alpha ${alpha}, beta ${beta}, u ${u}`,
    );
  }
  const lowerHalf = x <= complement;
  const value = lowerHalf ? min + (max - min) * x : max - (max - min) * complement;
  return {
    value: Math.min(Math.max(value, min), max),
    logX: lowerHalf ? log(x) : log1p(-complement),
    log1mX: lowerHalf ? log1p(-x) : log(complement),
  };
}

/**
 * Log density of x ~ Beta(alpha, beta) on the unit interval, from the logarithms of a draw.
 *
 * log f(x) = (alpha - 1) log x + (beta - 1) log(1 - x) - log B(alpha, beta). The density of the parameter itself is that of x
 * divided by (max - min), which cancels in every ratio of densities over the same range.
 *
 * @param shapes - alpha and beta; > 0
 * @param point - log x and log(1 - x); finite, ≤ 0
 * @returns log density; dimensionless; finite
 */
export function betaLogDensity(
  shapes: Pick<BetaMarginal, 'alpha' | 'beta'>,
  point: Pick<BetaPoint, 'logX' | 'log1mX'>,
): number {
  const { alpha, beta } = shapes;
  return (alpha - 1) * point.logX + (beta - 1) * point.log1mX - betaln(alpha, beta);
}
