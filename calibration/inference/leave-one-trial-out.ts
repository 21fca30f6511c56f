import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { endpointOf, poolEndpointNames, trialEndpoints } from '../endpoints/endpoints.js';
import { withoutTrial } from '../targets/meta-analysis/leave-one-out.js';
import { medianStandardError, trialRateStandardError } from '../targets/standard-errors.js';
import { allRows, requiredTables, type TrialTables, trialValues } from '../targets/trial-tables.js';
import { armModels, deathDensity } from './arm-models.js';
import { jobOf, mediansOf, type RefitContext } from './refit-context.js';
import type { LeaveOneTrialOutEndpoint, LeaveOneTrialOutResult } from './results.js';

/**
 * Omits each trial in turn, refits to the others, and predicts its disease control and medians.
 *
 * An interval includes the error of the prediction and the sampling error of the trial, but no heterogeneity between trials. A
 * coverage below the level therefore indicates heterogeneity.
 *
 * @param context - the fit
 * @param level - of the intervals
 */
export async function leaveOneTrialOut(context: RefitContext, level: number): Promise<LeaveOneTrialOutResult> {
  const { tables, problem, problemOf } = context;
  const endpoints = mediansOf(context);
  const { monthDays } = problem.settings;
  const models = armModels(problem, context.pool.pool, context.values);
  const trials = [
    ...new Set(
      allRows(tables)
        .filter(({ subsetOf }) => subsetOf === null)
        .map(({ trial }) => trial),
    ),
  ];
  const isPossible = (trial: string) => {
    const rest = withoutTrial(tables, trial);
    return problem.arms.every((arm) =>
      requiredTables(tables, arm).every((name) => rest[name].some((row) => row.arm === arm)),
    );
  };
  const possible = trials.filter(isPossible);
  const results = await context.run(
    'leave one trial out',
    possible.map((trial) => ({
      ...jobOf(context, problemOf(withoutTrial(tables, trial))),
      endpoints,
      standardErrors: true,
    })),
  );
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const predictions = possible.flatMap((trial, index) => {
    const { endpoints: predicted, standardErrors } = results[index]!;
    return observedEndpoints(tables, trial)
      .filter(({ arm }) => problem.arms.includes(arm))
      .map((observation): LeaveOneTrialOutEndpoint => {
        const place =
          problem.arms.indexOf(observation.arm) * poolEndpointNames.length +
          poolEndpointNames.indexOf(observation.endpoint);
        const [value, predictionError] = [predicted[place]!, standardErrors[place]!];
        const samplingError =
          endpointOf(observation.endpoint).kind === 'rate'
            ? trialRateStandardError({ percent: value, n: observation.patients })
            : medianStandardError({
                n: observation.patients,
                densityPerMonth: monthDays * deathDensity(models[observation.arm]!, value * monthDays),
              });
        const half = z * Math.hypot(predictionError, samplingError);
        const [low, high] = [value - half, value + half];
        return {
          ...observation,
          trial,
          predicted: value,
          prediction_error: predictionError,
          sampling_error: samplingError,
          low,
          high,
          covered: observation.observed >= low && observation.observed <= high,
        };
      });
  });
  return { level, figures: predictions, not_possible: trials.filter((trial) => !possible.includes(trial)) };
}

/** Observed values of a trial for the endpoints of leave-one-trial-out predictions. */
function observedEndpoints(tables: TrialTables, trial: string) {
  return trialEndpoints.flatMap((endpoint) =>
    trialValues(tables, endpoint)
      .filter(({ row }) => row.trial === trial && row.subsetOf === null)
      .map(({ row, patients, value }) => ({ arm: row.arm, endpoint: endpoint.name, patients, observed: value })),
  );
}
