import { log } from '../../../src/index.js';
import { effectiveSampleSize, type Shapes } from '../../pool/importance-weights.js';

/** Least residual of the effective-sample-size penalty that counts as active; smaller ones are rounding. */
export const PENALTY_ACTIVE = 0.5;

/**
 * Residual per unit of log(least / effective sample size). With residuals in sampling errors a solution ends within a few
 * per cent of the limit, and the penalty is not so steep that it slows the search.
 */
export const PENALTY_STEEPNESS = 10;

/** Effective-sample-size penalty of the newest pool at some shapes. */
export interface EssPenalty {
  /** 0 where the effective sample size is large enough, otherwise growing with the logarithm of what is missing. */
  readonly residual: number;
  /** Importance weights of the newest pool before calibration; any sum. */
  readonly weights: Float64Array;
}

/**
 * Residual of the effective-sample-size penalty: steepness x log(least / effective); 0 where effective >= least.
 *
 * @param weights - importance weights of the newest pool before calibration; any sum
 * @param least - effective sample size from which on there is no penalty; patients
 */
export function essPenalty(weights: Float64Array, least: number): EssPenalty {
  const effective = effectiveSampleSize(weights);
  return { weights, residual: effective < least ? PENALTY_STEEPNESS * log(least / effective) : 0 };
}

/**
 * Derivatives of the residual by the logarithms of shapes.
 *
 * d log(effective) = 2 (mean of the score under the weights - mean under their squares), with scores a_j s_j; without correlations s_j is
 * log x_j or log(1 - x_j).
 *
 * @param penalty - at the point
 * @param scores - d log density / d shape of the newest pool, each up to a constant; those of the first shapes of every dimension first
 * @param shapes - at the point
 * @param wanted - which of the shapes the derivatives are taken by
 */
export function essPenaltySlopes(
  { weights, residual }: EssPenalty,
  scores: readonly Float64Array[],
  shapes: readonly Shapes[],
  wanted: readonly number[],
): Float64Array {
  if (!(residual > 0)) return new Float64Array(wanted.length);
  let total = 0;
  let squares = 0;
  for (const weight of weights) {
    total += weight;
    squares += weight * weight;
  }
  const dimensions = shapes.length;
  return Float64Array.from(wanted, (control) => {
    const column = scores[control]!;
    const { alpha, beta } = shapes[control % dimensions]!;
    let slope = 0;
    for (let row = 0; row < weights.length; row++) {
      const weight = weights[row]!;
      slope += ((weight * weight) / squares - weight / total) * column[row]!;
    }
    return 2 * PENALTY_STEEPNESS * (control < dimensions ? alpha : beta) * slope;
  });
}
