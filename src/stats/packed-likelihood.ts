import { exp, log, square } from '../numerics/elementary.js';
import { choleskyFactor, choleskyInverse } from './cholesky-solve.js';
import type { OutOfFold, PackedRows } from './pack-rows.js';

/** The likelihood of a logistic regression at given coefficients. */
export interface PackedLikelihood {
  readonly logLikelihood: number;
  /** What is maximised: the log-likelihood with its penalty. */
  readonly objective: number;
  /** Derivative of the objective; length width. */
  readonly score: Float64Array;
  /** X'WX with W = p (1 - p); width x width. */
  readonly information: Float64Array;
  /** Least of eta in rows labelled 1 and of -eta in rows labelled 0: positive where every row is on its own side. */
  readonly leastMargin: number;
}

export interface LikelihoodOptions {
  readonly outOfFold: OutOfFold | undefined;
  readonly penalty: 'none' | 'firth';
}

/** A product of numbers up to 2 is turned into a logarithm before it can overflow. */
const LARGEST_PRODUCT = 1e290;

/**
 * Log-likelihood, score and information in one pass over the rows, a second one for Firth's penalty.
 *
 * With e = exp(-|eta|): p = 1 / (1 + e) or e / (1 + e), p (1 - p) = e / (1 + e)^2, and log(1 + e) is summed as the logarithm
 * of a product, so that a row costs one exponential.
 *
 * @param rows - packed rows
 * @param coefficients - one per column
 * @param options - rows omitted, penalty
 * @returns likelihood, objective, score, information and least margin
 */
export function packedLikelihood(
  rows: PackedRows,
  coefficients: Float64Array,
  { outOfFold, penalty }: LikelihoodOptions,
): PackedLikelihood {
  const { values, width, labels } = rows;
  const score = new Float64Array(width);
  const information = new Float64Array(width * width);
  const groupOf = outOfFold?.groupOf;
  const group = outOfFold?.group;
  let logLikelihood = 0;
  let product = 1;
  let leastMargin = Number.POSITIVE_INFINITY;
  for (let row = 0, from = 0; row < labels.length; row++, from += width) {
    if (groupOf !== undefined && groupOf[row] === group) continue;
    let eta = 0;
    for (let j = 0; j < width; j++) eta += values[from + j]! * coefficients[j]!;
    const label = labels[row]!;
    const margin = label === 1 ? eta : -eta;
    if (margin < leastMargin) leastMargin = margin;
    if (margin < 0) logLikelihood += margin;
    const e = exp(-Math.abs(eta));
    product *= 1 + e;
    if (product > LARGEST_PRODUCT) {
      logLikelihood -= log(product);
      product = 1;
    }
    const inverse = 1 / (1 + e);
    const residual = label - (eta >= 0 ? inverse : e * inverse);
    const weight = e * inverse * inverse;
    for (let i = 0; i < width; i++) {
      const value = values[from + i]!;
      score[i]! += value * residual;
      const weighted = weight * value;
      for (let j = 0; j <= i; j++) information[i * width + j]! += weighted * values[from + j]!;
    }
  }
  logLikelihood -= log(product);
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) information[j * width + i] = information[i * width + j]!;
  const plain = { logLikelihood, objective: logLikelihood, score, information, leastMargin };
  return penalty === 'none' ? plain : withFirthPenalty(plain, { rows, coefficients, outOfFold });
}

/** Adds log det(information) / 2 and, to the score, X' h (1/2 - p) with leverages h = w x' inverse(information) x. */
function withFirthPenalty(
  plain: PackedLikelihood,
  {
    rows: { values, width, labels },
    coefficients,
    outOfFold,
  }: {
    readonly rows: PackedRows;
    readonly coefficients: Float64Array;
    readonly outOfFold: OutOfFold | undefined;
  },
): PackedLikelihood {
  const factor = choleskyFactor(plain.information, width, 0);
  if (factor === null) return { ...plain, objective: Number.NEGATIVE_INFINITY };
  let logDeterminant = 0;
  for (let i = 0; i < width; i++) logDeterminant += 2 * log(factor[i * width + i]!);
  const inverse = choleskyInverse(factor, width);
  const score = plain.score.slice();
  for (let row = 0, from = 0; row < labels.length; row++, from += width) {
    if (outOfFold !== undefined && outOfFold.groupOf[row] === outOfFold.group) continue;
    let eta = 0;
    let spread = 0;
    for (let i = 0; i < width; i++) {
      const value = values[from + i]!;
      eta += value * coefficients[i]!;
      for (let j = 0; j < width; j++) spread += value * inverse[i * width + j]! * values[from + j]!;
    }
    const e = exp(-Math.abs(eta));
    const probability = eta >= 0 ? 1 / (1 + e) : e / (1 + e);
    const pull = (e / square(1 + e)) * spread * (0.5 - probability);
    for (let j = 0; j < width; j++) score[j]! += values[from + j]! * pull;
  }
  return { ...plain, objective: plain.logLikelihood + logDeterminant / 2, score };
}
