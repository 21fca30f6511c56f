import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { endpointNames, endpointOf, type TargetGroup, trialEndpoints } from '../endpoints/endpoints.js';
import type { FitProblem } from '../fit/problem.js';
import { deathCurve, type TargetWeights } from '../fit/problem.js';
import { withoutTrial } from '../targets/meta-analysis/leave-one-out.js';
import { medianStandardError, trialRateStandardError } from '../targets/standard-errors.js';
import {
  allRows,
  requiredTables,
  type TrialTableName,
  type TrialTables,
  trialTableNames,
  trialValues,
} from '../targets/trial-tables.js';
import { type ArmModel, armModels, deathDensity } from './arm-models.js';
import { jobOf, mediansOf, type RefitContext } from './refit-context.js';
import type { LeaveOneTrialOutEndpoint, LeaveOneTrialOutResult } from './results.js';

/**
 * Omits each trial in turn, refits to the others, and predicts its disease control and medians, of the assessment and overall survival
 * as well as of best response and progression-free survival where these were fitted.
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
  const { targetWeights } = problem.settings;
  const { possible, notPossible } = omittedTrials(tables, problem);
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
    return observedEndpoints(tables, trial, targetWeights)
      .filter(({ arm }) => problem.arms.includes(arm))
      .map((observation): LeaveOneTrialOutEndpoint => {
        const place =
          problem.arms.indexOf(observation.arm) * endpointNames.length + endpointNames.indexOf(observation.endpoint);
        const [value, predictionError] = [predicted[place]!, standardErrors[place]!];
        const samplingError = samplingErrorOf(observation, value, models[observation.arm]!, monthDays);
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
  return { level, figures: predictions, not_possible: notPossible };
}

/**
 * Trials that can be omitted in turn, and those without which an arm would lack what the others are fitted to. Subsets go with their trial.
 */
export function omittedTrials(
  tables: TrialTables,
  { arms, settings: { targetWeights } }: Pick<FitProblem, 'arms' | 'settings'>,
): { readonly possible: readonly string[]; readonly notPossible: readonly string[] } {
  const used = trialTableNames.filter((name) => isUsed(name === 'recist' ? 'response' : name, targetWeights));
  const own = allRows(tables, used).filter(({ subsetOf }) => subsetOf === null);
  const trials = [...new Set(own.map(({ trial }) => trial))];
  const states = (all: TrialTables, name: TrialTableName, arm: string) => all[name].some((row) => row.arm === arm);
  const isPossible = (trial: string) => {
    const rest = withoutTrial(tables, trial);
    return arms.every(
      (arm) =>
        requiredTables(tables, arm).every((name) => states(rest, name, arm)) &&
        used.every((name) => states(rest, name, arm) || !states(tables, name, arm)),
    );
  };
  return { possible: trials.filter(isPossible), notPossible: trials.filter((trial) => !isPossible(trial)) };
}

/** Whether endpoints of a group are predicted: response and overall survival always, others where they were fitted. */
function isUsed(group: TargetGroup, weights: TargetWeights): boolean {
  const { medianTable, curveTable } = deathCurve;
  return group === 'response' || group === medianTable || group === curveTable || weights[group] > 0;
}

/** Sampling error of a trial's endpoint at the predicted value; percent, or months. */
function samplingErrorOf(
  { endpoint: name, patients: n }: Pick<LeaveOneTrialOutEndpoint, 'endpoint' | 'patients'>,
  value: number,
  model: ArmModel,
  monthDays: number,
): number {
  const endpoint = endpointOf(name);
  if (endpoint.kind !== 'median') return trialRateStandardError({ percent: value, n });
  const { days, alive, progression } = model;
  const curve = { days, alive: endpoint.curve.name === 'pfs' ? progression!.free : alive };
  return medianStandardError({ n, densityPerMonth: monthDays * deathDensity(curve, value * monthDays) });
}

/** Observed values of a trial for the endpoints of leave-one-trial-out predictions. */
function observedEndpoints(tables: TrialTables, trial: string, weights: TargetWeights) {
  const predicted = trialEndpoints.filter(({ group }) => isUsed(group, weights));
  return predicted.flatMap((endpoint) =>
    trialValues(tables, endpoint)
      .filter(({ row }) => row.trial === trial && row.subsetOf === null)
      .map(({ row, patients, value }) => ({ arm: row.arm, endpoint: endpoint.name, patients, observed: value })),
  );
}
