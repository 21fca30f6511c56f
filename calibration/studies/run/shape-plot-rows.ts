import { type BetaMarginal, betaLogDensity, exp, log, log1p } from '../../../src/index.js';
import type { ShapeRow } from './plot-tables.js';

/** Points per density curve, at the middles of equal cells: an unbounded end of a density is never evaluated. */
const DENSITY_POINTS = 101;

/** Density of each marginal before and after the fit, in the parameter's own unit. */
export function shapeRows(published: readonly BetaMarginal[], fitted: readonly BetaMarginal[]): readonly ShapeRow[] {
  return fitted.flatMap((marginal, dimension) => {
    const width = marginal.max - marginal.min;
    return Array.from({ length: DENSITY_POINTS }, (_, index) => {
      const share = (index + 0.5) / DENSITY_POINTS;
      const point = { logX: log(share), log1mX: log1p(-share) };
      return {
        parameter: marginal.name,
        x: marginal.min + width * share,
        density_published: exp(betaLogDensity(published[dimension]!, point)) / width,
        density_fitted: exp(betaLogDensity(marginal, point)) / width,
      };
    });
  });
}
