import type { FitPool } from '../../../calibration/pool/fit-pool.js';
import type { Shapes } from '../../../calibration/pool/importance-weights.js';

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** Density of Beta(alpha, beta) at x for integer shapes, from its definition. */
export function integerBetaDensity(x: number, { alpha, beta }: Shapes): number {
  const normaliser = factorial(alpha + beta - 1) / (factorial(alpha - 1) * factorial(beta - 1));
  return normaliser * x ** (alpha - 1) * (1 - x) ** (beta - 1);
}

/** Joint density of one patient of a pool: a plain product over dimensions. */
export function jointDensity(pool: FitPool, patient: number, shapes: readonly Shapes[]): number {
  return shapes.reduce(
    (product, shape, j) => product * integerBetaDensity(Math.exp(pool.logX[patient * pool.dimensions + j]!), shape),
    1,
  );
}
