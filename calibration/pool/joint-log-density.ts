import { betaLogDensity } from '../../src/index.js';
import { addCopulaLogDensity } from './copula-density.js';
import type { Shapes, UnitPoints } from './unit-points.js';

export type { Shapes } from './unit-points.js';

/**
 * Log density of Beta variables at many points, independent or joined by a Gaussian copula.
 *
 * sum over j of (a_j - 1) log x_j + (b_j - 1) log(1 - x_j) - log B(a_j, b_j): every normalising constant in one number, the
 * rest is a dot product per point. With a copula its log density at the shapes is added (see `addCopulaLogDensity`).
 *
 * @param shapes - one per dimension
 * @param points - their logarithms
 * @param logs - written; one per point
 */
export function jointLogDensityInto(shapes: readonly Shapes[], points: UnitPoints, logs: Float64Array): void {
  const { logX, log1mX, dimensions, copula } = points;
  const constant = shapes.reduce((sum, shape) => sum + betaLogDensity(shape, { logX: 0, log1mX: 0 }), 0);
  const powerX = Float64Array.from(shapes, ({ alpha }) => alpha - 1);
  const power1mX = Float64Array.from(shapes, ({ beta }) => beta - 1);
  for (let point = 0; point < logs.length; point++) {
    const row = point * dimensions;
    let log = constant;
    for (let j = 0; j < dimensions; j++) log += powerX[j]! * logX[row + j]! + power1mX[j]! * log1mX[row + j]!;
    logs[point] = log;
  }
  if (copula !== undefined) addCopulaLogDensity(copula, shapes, points, logs);
}
