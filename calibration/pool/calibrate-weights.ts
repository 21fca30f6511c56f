import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { betaMeanLogs } from '../../src/index.js';
import type { MixturePool } from './fit-pool.js';
import type { Shapes } from './importance-weights.js';

/** With fewer patients per control than this the correction would cost more noise than it removes. */
const PATIENTS_PER_CONTROL = 20;

/**
 * Calibrates importance weights on what is known exactly: the expected log x_j and log(1 - x_j) under the target shapes.
 *
 * W'_i = W_i (1 - lambda . (c_i - mean)), with c the centred logarithms of all dimensions and lambda such that the weighted
 * mean of every c is its expectation. Each mean over patients becomes a regression estimate: the share of its variance
 * that single parameters explain (four fifths of that of a response rate) is gone, as in a stratified design, which
 * unequal weights would otherwise spoil. Weights still sum to 1; a few may turn negative.
 *
 * @param pool - patients
 * @param shapes - target shapes, one per dimension
 * @param weights - normalised importance weights; calibrated in place; left alone in a small pool
 * @returns whether the weights were calibrated
 * @see Deville & Sarndal 1992, doi:10.1080/01621459.1992.10475217 (calibration estimators); Owen & Zhou 2000,
 *   doi:10.1080/01621459.2000.10473909 (control variates for importance sampling)
 */
export function calibrateWeights(pool: MixturePool, shapes: readonly Shapes[], weights: Float64Array): boolean {
  const { patients, dimensions } = pool;
  const controls = 2 * dimensions;
  if (patients < PATIENTS_PER_CONTROL * controls) return false;
  const expected = new Float64Array(controls);
  for (const [j, shape] of shapes.entries()) {
    const { logX, log1mX } = betaMeanLogs(shape);
    expected[j] = logX;
    expected[dimensions + j] = log1mX;
  }
  const row = new Float64Array(controls);
  const readRow = (patient: number) => {
    const offset = patient * dimensions;
    for (let j = 0; j < dimensions; j++) {
      row[j] = pool.logX[offset + j]! - expected[j]!;
      row[dimensions + j] = pool.log1mX[offset + j]! - expected[dimensions + j]!;
    }
  };
  const { mean, covariance } = weightedMoments(patients, controls, weights, row, readRow);
  const cholesky = new CholeskyDecomposition(covariance);
  if (!cholesky.isPositiveDefinite()) return false;
  const lambda = cholesky.solve(Matrix.columnVector(mean)).to1DArray();
  for (let patient = 0; patient < patients; patient++) {
    readRow(patient);
    let correction = 0;
    for (let j = 0; j < controls; j++) correction += lambda[j]! * (row[j]! - mean[j]!);
    weights[patient]! *= 1 - correction;
  }
  return true;
}

function weightedMoments(
  patients: number,
  controls: number,
  weights: Float64Array,
  row: Float64Array,
  readRow: (patient: number) => void,
): { readonly mean: Float64Array; readonly covariance: Matrix } {
  const mean = new Float64Array(controls);
  const products = new Float64Array(controls * controls);
  for (let patient = 0; patient < patients; patient++) {
    readRow(patient);
    const weight = weights[patient]!;
    for (let j = 0; j < controls; j++) {
      const left = weight * row[j]!;
      mean[j]! += left;
      const offset = j * controls;
      for (let k = 0; k <= j; k++) products[offset + k]! += left * row[k]!;
    }
  }
  const covariance = Matrix.zeros(controls, controls);
  for (let j = 0; j < controls; j++) {
    for (let k = 0; k <= j; k++) {
      const value = products[j * controls + k]! - mean[j]! * mean[k]!;
      covariance.set(j, k, value);
      covariance.set(k, j, value);
    }
  }
  return { mean, covariance };
}
