import { costOf } from '../fit/search/search-objective.js';
import type { Session } from '../session/run-session.js';
import type { WorkbenchEvents } from '../studies/run/compute.js';

/** Shows and times what the main job reports of itself. */
export function workbenchEvents({ display, stage, onCohort }: Session): WorkbenchEvents {
  return {
    onCohort,
    onCohortDone: () => stage('fit'),
    onFit: ({ round }, { evaluation, converged, iterations, pooled }) => {
      const objective = costOf(evaluation.data) + costOf(evaluation.prior);
      display.setObjective(objective);
      display.line(
        `round ${round}: objective ${objective.toFixed(3)} after ${iterations} iterations${converged ? '' : ' (limit reached)'}, ` +
          `effective sample size ${Math.round(evaluation.effectiveSampleSize)} of ${pooled}`,
      );
    },
    onStage: (message) => {
      stage(message);
      display.line(message);
    },
  };
}
