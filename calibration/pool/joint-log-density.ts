import { betaLogDensity } from '../../src/index.js';

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
