import type { PooledFit } from '../fit/fit-pools.js';
import { costOf } from '../fit/search/minimise.js';
import type { ProgressDisplay } from '../session/progress-display.js';

/** Shows a finished fit as a line that stays. */
export function reportFit(
  display: ProgressDisplay,
  round: number,
  { evaluation, converged, iterations, pooled }: PooledFit,
): void {
  const objective = costOf(evaluation.data) + costOf(evaluation.prior);
  display.setObjective(objective);
  display.line(
    `round ${round}: objective ${objective.toFixed(3)} after ${iterations} iterations${converged ? '' : ' (limit reached)'}, ` +
      `effective sample size ${Math.round(evaluation.effectiveSampleSize)} of ${pooled}`,
  );
}
