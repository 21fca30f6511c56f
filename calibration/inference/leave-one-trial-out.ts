import { forEachCurve } from '../endpoints/curves.js';
import { type Endpoint, type TargetGroup, trialEndpoints } from '../endpoints/endpoints.js';
import { deathCurve, type FitProblem, type TargetWeights } from '../fit/problem.js';
import { withoutTrial } from '../targets/meta-analysis/leave-one-out.js';
import { distinctRows } from '../targets/select-rows.js';
import { isSameRow, trialName } from '../targets/trial-row.js';
import {
  allRows,
  requiredTables,
  type TrialTableName,
  type TrialTables,
  trialTableNames,
  trialValues,
} from '../targets/trial-tables.js';
import { armForecasts } from './prediction/arm-forecasts.js';
import type { PlannedPatients } from './prediction/draw-trial.js';
import { predictTrial } from './prediction/predict-trial.js';
import type { Predictive } from './prediction/predictive.js';
import { trialEffects } from './prediction/trial-effects.js';
import { jobOf, type RefitContext } from './refit-context.js';
import type { LeaveOneTrialOutEndpoint, LeaveOneTrialOutResult } from './results.js';

/** Draws of each prediction: the ends of a 90 % interval then vary by a twentieth of its width. */
const DRAWS = 2000;

/**
 * Omits each trial in turn, refits to the others, estimates the differences between those, and predicts every endpoint that the
 * omitted trial reports, for its number of patients.
 *
 * An interval includes the sampling error of the trial, the error of the prediction and the differences between trials, which are
 * estimated without the omitted trial (see `predictTrial`). Rows that are a subset of another are not predicted.
 *
 * @param context - the fit
 * @param level - of the intervals
 * @param draws - of each prediction
 */
export async function leaveOneTrialOut(
  context: RefitContext,
  level: number,
  draws = DRAWS,
): Promise<LeaveOneTrialOutResult> {
  const { tables, problem, problemOf, pool, seed } = context;
  const { possible, notPossible } = omittedTrials(tables, problem);
  const problems = possible.map((trial) => problemOf(withoutTrial(tables, trial)));
  const fits = await context.run(
    'leave one trial out',
    problems.map((without) => jobOf(context, without)),
  );
  const { monthDays, horizonDays } = problem.settings;
  return {
    level,
    figures: possible.flatMap((trial, index) => {
      const forecasts = armForecasts(problems[index]!, pool, Array.from(fits[index]!.values));
      const effects = trialEffects(withoutTrial(tables, trial), forecasts.fitted, { monthDays, horizonDays });
      return reportedArms(tables, trial, problem.arms).flatMap((reported) => {
        const { arms } = predictTrial(forecasts, effects, {
          arms: [reported],
          untilDay: horizonDays,
          monthDays,
          level,
          draws,
          seed,
          streamName: `predict ${reported.name} ${reported.arm} without it`,
        });
        return reported.observed.map(({ endpoint, patients, observed }): LeaveOneTrialOutEndpoint => {
          const prediction = arms[0]![endpoint.name];
          const { predicted, low, high, shares, standard_deviation: deviation } = prediction;
          const error = (share: number | undefined) =>
            share === undefined ? Number.NaN : Math.sqrt(share) * deviation!;
          return {
            trial: reported.name,
            arm: reported.arm,
            endpoint: endpoint.name,
            patients,
            observed,
            predicted: predicted ?? Number.NaN,
            prediction_error: error(shares?.parameters),
            sampling_error: error(shares?.sampling),
            between_trials_error: error(shares?.between_trials),
            low: low ?? Number.NaN,
            high: high ?? Number.NaN,
            covered: isCovered(endpoint, observed, patients, prediction),
          };
        });
      });
    }),
    not_possible: notPossible,
  };
}

/**
 * Trials that can be omitted in turn, and those without which an arm would lack what the others are fitted to. Subsets go with their trial.
 */
export function omittedTrials(
  tables: TrialTables,
  { arms, settings: { targetWeights } }: Pick<FitProblem, 'arms' | 'settings'>,
): { readonly possible: readonly string[]; readonly notPossible: readonly string[] } {
  const used = trialTableNames.filter((name) => isUsed(name === 'recist' ? 'response' : name, targetWeights));
  const trials = [...new Set(distinctRows(allRows(tables, used)).map(({ trial }) => trial))];
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

/** Whether a group is fitted: response and overall survival always, others by their weight. */
function isUsed(group: TargetGroup, weights: TargetWeights): boolean {
  const { medianTable, curveTable } = deathCurve;
  return group === 'response' || group === medianTable || group === curveTable || weights[group] > 0;
}

interface Observation {
  readonly endpoint: Endpoint;
  readonly patients: number;
  readonly observed: number;
}

interface ReportedArm {
  readonly name: string;
  readonly arm: string;
  readonly patients: PlannedPatients;
  readonly observed: readonly Observation[];
}

/** Arms and subgroups of a trial, with every endpoint that they report. */
function reportedArms(tables: TrialTables, trial: string, arms: readonly string[]): readonly ReportedArm[] {
  const own = distinctRows(allRows(tables)).filter((row) => row.trial === trial && arms.includes(row.arm));
  const rows = own.filter((row, index) => own.findIndex((other) => isSameRow(other, row)) === index);
  return rows.map((row): ReportedArm => {
    const observed = trialEndpoints.flatMap((endpoint) =>
      trialValues(tables, endpoint)
        .filter((each) => each.row.subsetOf === null && isSameRow(each.row, row))
        .map(({ patients, value }) => ({ endpoint, patients, observed: value })),
    );
    const most = (isOwn: (endpoint: Endpoint) => boolean) =>
      observed.reduce((patients, each) => (isOwn(each.endpoint) ? Math.max(patients, each.patients) : patients), 0);
    return {
      name: trialName(row),
      arm: row.arm,
      patients: {
        rate: most(({ kind }) => kind === 'rate'),
        best: most(({ kind }) => kind === 'best'),
        curves: forEachCurve(({ name }) => most((endpoint) => 'curve' in endpoint && endpoint.curve.name === name)),
      },
      observed,
    };
  });
}

/** Whether an observation lies in its interval; a rate by its number of patients, as publications round percentages. */
function isCovered(endpoint: Endpoint, observed: number, patients: number, { low, high }: Predictive): boolean {
  const toNumber = (percent: number) => ('rate' in endpoint ? Math.round((percent * patients) / 100) : percent);
  return (
    (low === null || toNumber(observed) >= toNumber(low)) && (high === null || toNumber(observed) <= toNumber(high))
  );
}
