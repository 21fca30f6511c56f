import type { PooledFit } from '../fit/fit-pools.js';
import { halfSquares } from '../fit/search/minimise.js';
import type { ProgressDisplay } from './progress-display.js';

/** Shows a finished fit as a line that stays. */
export function reportFit(
  display: ProgressDisplay,
  round: number,
  { evaluation, converged, iterations, pooled }: PooledFit,
): void {
  const objective = halfSquares(evaluation.data) + halfSquares(evaluation.prior);
  display.setObjective(objective);
  display.line(
    `round ${round}: objective ${objective.toFixed(3)} after ${iterations} iterations${converged ? '' : ' (limit reached)'}, ` +
      `effective sample size ${Math.round(evaluation.effectiveSampleSize)} of ${pooled}`,
  );
}
