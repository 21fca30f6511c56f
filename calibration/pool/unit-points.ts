import type { GaussianCopula } from '../../src/index.js';

/** Shapes of one dimension. */
export interface Shapes {
  readonly alpha: number;
  readonly beta: number;
}

/** Points of the unit cube by their logarithms: log x and log(1 - x), row-major, patients x dimensions. */
export interface UnitPoints {
  readonly logX: Float64Array;
  readonly log1mX: Float64Array;
  readonly dimensions: number;
  /** Absent where the dimensions are independent. */
  readonly copula?: GaussianCopula | undefined;
}
