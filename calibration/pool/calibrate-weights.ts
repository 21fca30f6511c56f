import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { betaMeanLogs, square } from '../../src/index.js';
import type { FitPool } from './fit-pool.js';
import type { Shapes } from './importance-weights.js';
import { weightedMeansInto, weightedSquares } from './weighted-products.js';

/**
 * Control variates of importance weights, also used for their derivatives: log x_j and log(1 - x_j).
 *
 * One column per control, log x of every dimension first, then log(1 - x). Columns are centred at their plain mean over the
 * pool, so that products of them lose no digits.
 */
export interface WeightControls {
  readonly columns: readonly Float64Array[];
  /** The means that were subtracted. */
  readonly centres: Float64Array;
}

/** The controls of a pool, column by column. */
export function weightControls({ patients, dimensions, logX, log1mX }: FitPool): WeightControls {
  const columns = [logX, log1mX].flatMap((logs) =>
    Array.from({ length: dimensions }, (_, j) => {
      const column = new Float64Array(patients);
      for (let patient = 0; patient < patients; patient++) column[patient] = logs[patient * dimensions + j]!;
      return column;
    }),
  );
  const centres = Float64Array.from(columns, meanOf);
  columns.forEach((column, control) => {
    const centre = centres[control]!;
    for (let patient = 0; patient < patients; patient++) column[patient]! -= centre;
  });
  return { columns, centres };
}

function meanOf(column: Float64Array): number {
  let total = 0;
  for (const value of column) total += value;
  return column.length > 0 ? total / column.length : 0;
}

/** With fewer patients per control than this the correction would cost more noise than it removes. */
const PATIENTS_PER_CONTROL = 20;

/** A control with a smaller relative variance, by itself or given the other controls, is constant up to rounding. */
const ROUNDING_SHARE = 1e-24;
const COLLINEAR_SHARE = 1e-12;

/** Covariance of the controls under the weights before calibration, decomposed: what columns are regressed with. */
export type ControlCovariance = CholeskyDecomposition;

/**
 * Calibrates importance weights on known expectations: those of log x_j and log(1 - x_j) under the target shapes.
 *
 * W'_i = W_i (1 - lambda . (c_i - mean)), with c the logarithms of all dimensions, mean their weighted mean, and lambda such
 * that the weighted mean of every c becomes its expectation. Each mean over patients becomes a regression estimate: the
 * share of its variance that single parameters explain (80 % for a response rate) is removed, as in a stratified design, also
 * with unequal weights. Weights still sum to 1; a few may turn negative.
 *
 * @param controls - of the pool
 * @param shapes - target shapes, one per dimension
 * @param weights - normalised importance weights; calibrated in place; unchanged in a small pool, and where a control does
 *   not vary or is a function of others
 * @returns the covariance that the correction was made with; null where the weights were not changed
 * @see Deville & Sarndal 1992, doi:10.1080/01621459.1992.10475217 (calibration estimators); Owen & Zhou 2000,
 *   doi:10.1080/01621459.2000.10473909 (control variates for importance sampling)
 */
export function calibrateOnControls(
  controls: WeightControls,
  shapes: readonly Shapes[],
  weights: Float64Array,
): ControlCovariance | null {
  const { columns, centres } = controls;
  if (weights.length < PATIENTS_PER_CONTROL * columns.length) return null;
  const means = new Float64Array(columns.length);
  weightedMeansInto(weights, columns, [...columns.keys()], means);
  const covariance = decomposed(controls, weights, means);
  if (covariance === null) return null;
  const excess = expectedLogs(shapes).map((expected, control) => means[control]! + centres[control]! - expected);
  const lambda = covariance.solve(Matrix.columnVector(excess)).to1DArray();
  const corrections = new Float64Array(weights.length);
  addCentredInto(columns, means, lambda, corrections);
  for (let patient = 0; patient < weights.length; patient++) weights[patient]! *= 1 - corrections[patient]!;
  return covariance;
}

/** Adds multiplier (column - mean) of each column, in their order; two at a time, so that sums are read and written half as often. */
function addCentredInto(
  columns: readonly Float64Array[],
  means: Float64Array,
  multipliers: readonly number[],
  sums: Float64Array,
): void {
  // There are two controls of every dimension
  for (let control = 0; control < columns.length; control += 2) {
    const [a, b] = [columns[control]!, columns[control + 1]!];
    const [meanOfA, meanOfB] = [means[control]!, means[control + 1]!];
    const [byA, byB] = [multipliers[control]!, multipliers[control + 1]!];
    for (let patient = 0; patient < sums.length; patient++) {
      sums[patient] = sums[patient]! + byA * (a[patient]! - meanOfA) + byB * (b[patient]! - meanOfB);
    }
  }
}

/** Expected logarithms in the order of the controls. */
function expectedLogs(shapes: readonly Shapes[]): readonly number[] {
  const means = shapes.map(betaMeanLogs);
  return [...means.map(({ logX }) => logX), ...means.map(({ log1mX }) => log1mX)];
}

function decomposed(
  { columns, centres }: WeightControls,
  weights: Float64Array,
  means: Float64Array,
): ControlCovariance | null {
  const width = columns.length;
  const squares = weightedSquares(weights, columns);
  const covariance = Matrix.zeros(width, width);
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < width; k++) covariance.set(j, k, squares[j * width + k]! - means[j]! * means[k]!);
  }
  const cholesky = new CholeskyDecomposition(covariance);
  if (!cholesky.isPositiveDefinite()) return null;
  const factor = cholesky.lowerTriangularMatrix;
  const varies = columns.every((_, control) => {
    const variance = covariance.get(control, control);
    const left = square(factor.get(control, control));
    return variance > ROUNDING_SHARE * square(centres[control]! + means[control]!) && left > COLLINEAR_SHARE * variance;
  });
  return varies ? cholesky : null;
}
