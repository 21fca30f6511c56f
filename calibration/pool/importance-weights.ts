import { betaLogDensity } from '../../src/index.js';
import type { MixturePool } from './fit-pool.js';

/** Shapes of one dimension. */
export interface Shapes {
  readonly alpha: number;
  readonly beta: number;
}

/** Points of the unit cube by their logarithms: log x and log(1 - x), row-major, patients x dimensions. */
interface UnitPoints {
  readonly logX: Float64Array;
  readonly log1mX: Float64Array;
  readonly dimensions: number;
}

/**
 * Log density of independent Beta variables at many points.
 *
 * sum over j of (a_j - 1) log x_j + (b_j - 1) log(1 - x_j) - log B(a_j, b_j): every normalising constant in one number, the
 * rest is a dot product per point.
 *
 * @param shapes - one per dimension
 * @param points - their logarithms
 * @param logs - written; one per point
 */
export function jointLogDensityInto(
  shapes: readonly Shapes[],
  { logX, log1mX, dimensions }: UnitPoints,
  logs: Float64Array,
): void {
  const constant = shapes.reduce((sum, shape) => sum + betaLogDensity(shape, { logX: 0, log1mX: 0 }), 0);
  const powerX = Float64Array.from(shapes, ({ alpha }) => alpha - 1);
  const power1mX = Float64Array.from(shapes, ({ beta }) => beta - 1);
  for (let point = 0; point < logs.length; point++) {
    const row = point * dimensions;
    let log = constant;
    for (let j = 0; j < dimensions; j++) log += powerX[j]! * logX[row + j]! + power1mX[j]! * log1mX[row + j]!;
    logs[point] = log;
  }
}

/**
 * Self-normalised importance weights of a pool under new Beta shapes.
 *
 * W_i proportional to prod_j f(x_ij; a_j, b_j) / q(x_i), with q the mixture that the pool was drawn from; sum 1.
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
    const weight = Math.exp(weights[patient]! - top);
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
