import { power } from '../numerics/elementary.js';
/** Fall of a log-likelihood, per its size, that rounding alone can cause. */
export const LIKELIHOOD_ROUNDING = 1e-12;

const MAX_HALVINGS = 30;

/**
 * A Newton step towards a maximum, halved while the objective falls by more than rounding; at most 30 times.
 *
 * @param present - objective where the step begins
 * @param pointAt - the point at a share of the step; share in (0, 1]
 * @param objectiveOf - objective at a point; NaN counts as a fall
 * @returns the first point that is no worse, or the last one tried
 */
export function halvedStep<Point>(
  present: number,
  pointAt: (share: number) => Point,
  objectiveOf: (point: Point) => number,
): Point {
  const least = present - LIKELIHOOD_ROUNDING * Math.abs(present);
  let point = pointAt(1);
  for (let halvings = 1; halvings <= MAX_HALVINGS && !(objectiveOf(point) >= least); halvings++) {
    point = pointAt(power(2, -halvings));
  }
  return point;
}
