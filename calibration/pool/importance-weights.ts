import { exp } from '../../src/index.js';
import { jointLogDensityInto, type Shapes } from './joint-log-density.js';
import type { MixturePool } from './mixture-pool.js';

export type { Shapes } from './joint-log-density.js';

/**
 * Self-normalised importance weights of a pool under new Beta shapes.
 *
 * W_i proportional to c(F(x_i)) prod_j f(x_ij; a_j, b_j) / q(x_i), with c the density of the pool's copula at the new shapes (1 without
 * correlations) and q the mixture that the pool was drawn from; sum 1.
 *
 * @param pool - patients and their proposal density
 * @param shapes - one per dimension
 * @param weights - written; length patients
 */
export function importanceWeightsInto(pool: MixturePool, shapes: readonly Shapes[], weights: Float64Array): void {
  const { patients, logProposal } = pool;
  jointLogDensityInto(shapes, pool, weights);
  let top = Number.NEGATIVE_INFINITY;
  for (let patient = 0; patient < patients; patient++) {
    weights[patient]! -= logProposal[patient]!;
    if (weights[patient]! > top) top = weights[patient]!;
  }
  let total = 0;
  for (let patient = 0; patient < patients; patient++) {
    const weight = exp(weights[patient]! - top);
    weights[patient] = weight;
    total += weight;
  }
  for (let patient = 0; patient < patients; patient++) weights[patient]! /= total;
}

/**
 * Effective sample size of weights, (sum W_i)^2 / sum W_i^2.
 *
 * @returns number of equally weighted patients with the same variance; in [1, patients]
 * @see Kong 1992, A note on importance sampling using standardized weights
 */
export function effectiveSampleSize(weights: Float64Array): number {
  let total = 0;
  let squares = 0;
  for (const weight of weights) {
    total += weight;
    squares += weight * weight;
  }
  return squares > 0 ? (total * total) / squares : 0;
}
