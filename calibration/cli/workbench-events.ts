import { type EndpointName, endpointOf } from '../endpoints/endpoints.js';
import type { FitIterate } from '../fit/fit-pools.js';
import type { FitProblem, TargetColumn } from '../fit/problem.js';
import type { TargetRow } from '../fit/results.js';
import { costOf } from '../fit/search/search-objective.js';
import type { Session } from '../session/session.js';
import type { EndpointState, SessionHappening } from '../session/session-events.js';
import type { WorkbenchEvents } from '../studies/run/compute.js';

/** Shows, times and writes down what the main job reports of itself. */
export function workbenchEvents({ display, events, stage, onCohort }: Session): WorkbenchEvents {
  return {
    onCohort,
    onCohortDone: () => stage('fit'),
    onIterate: (round, iterate, problem) => events.sometimes('fit', () => fitHappening(round, iterate, problem, null)),
    onFit: ({ round }, fit, problem) => {
      const { evaluation, converged, iterations, pooled } = fit;
      const objective = costOf(evaluation.data) + costOf(evaluation.prior);
      events.write(fitHappening(round, { iteration: iterations, evaluation, pooled }, problem, converged));
      display.setObjective(objective);
      display.line(
        `round ${round}: objective ${objective.toFixed(3)} after ${iterations} iterations${converged ? '' : ' (limit reached)'}, ` +
          `effective sample size ${Math.round(evaluation.effectiveSampleSize)} of ${pooled}`,
      );
    },
    onValidation: (round, { worst, rows }) =>
      events.write({
        kind: 'validation',
        round,
        worst: Number.isFinite(worst) ? worst : null,
        endpoints: rows.map(stateOfRow),
      }),
    onStage: (message) => {
      stage(message);
      display.line(message);
    },
  };
}

/** An iterate, or the fit of a round, as it is written down. */
function fitHappening(
  round: number,
  { iteration, evaluation, pooled }: FitIterate,
  problem: FitProblem,
  converged: boolean | null,
): SessionHappening {
  return {
    kind: 'fit',
    round,
    iteration,
    objective: costOf(evaluation.data) + costOf(evaluation.prior),
    effectiveSampleSize: evaluation.effectiveSampleSize,
    pooled,
    endpoints: problem.columns.map((column, index) => stateOfColumn(column, evaluation.predictions[index]!, problem)),
    converged,
  };
}

/** A column of the objective: a share of patients beside its target. */
function stateOfColumn(
  { arm, endpoint: name, target }: TargetColumn,
  prediction: number,
  { settings }: FitProblem,
): EndpointState {
  const endpoint = endpointOf(name as EndpointName);
  const isMedian = endpoint?.unit === 'months';
  const tolerance = isMedian ? null : (endpoint?.tolerance ?? null);
  return {
    arm,
    endpoint: name,
    unit: isMedian ? 'percent at the clinical median' : 'percent',
    value: Number.isFinite(prediction) ? 100 * prediction : null,
    target: 100 * target,
    tolerance: tolerance === null ? null : settings.tolerances[tolerance],
  };
}

const stateOfRow = ({ arm, endpoint, unit, simulated, target, tolerance }: TargetRow): EndpointState => ({
  arm,
  endpoint,
  unit,
  value: simulated,
  target,
  tolerance,
});
