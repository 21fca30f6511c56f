import { type RandomEffectsCell, square, tauSummary, type VisitSchedule } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import type { CohortCount } from '../../config/failed-patients.js';
import { forEachCurve } from '../../endpoints/curves.js';
import { type RateName, rateNames, trialEndpoints } from '../../endpoints/endpoints.js';
import { leaveOneTrialOut } from '../../inference/leave-one-trial-out.js';
import { armForecasts } from '../../inference/prediction/arm-forecasts.js';
import { predictTrial, type TrialPrediction } from '../../inference/prediction/predict-trial.js';
import { type TrialEffects, trialEffects } from '../../inference/prediction/trial-effects.js';
import { type JobRunner, jobPool } from '../../inference/refit-context.js';
import type { LeaveOneTrialOutResult } from '../../inference/results.js';
import type { StoredCalibration } from '../../store/stored-calibration.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { resultTreatments } from '../configured-treatments.js';
import { type StoredFitContext, storedFit } from '../recover/stored-fit.js';
import { uncalibratedNote } from '../treatments.js';
import { PREDICT_SCHEMA_VERSION, type PredictResult } from './result.js';

/** A new trial as the user asks for it. */
export interface AskedTrial {
  /** One arm, or two of which the first is compared with the second. */
  readonly arms: readonly { readonly arm: string; readonly patients: number }[];
  /** Follow-up in the comparison of hazards; months; null for the simulated time. */
  readonly followUpMonths: number | null;
  /** Visits of all its arms; null for those of the run. */
  readonly visits: VisitSchedule | null;
}

export interface PredictInput {
  readonly config: Config;
  readonly tables: TrialTables;
  readonly calibration: StoredCalibration;
  readonly trial: AskedTrial | null;
  /** Whether each trial of the fit is predicted without it. */
  readonly check: boolean;
  readonly level: number;
  readonly draws: number;
  readonly seed: string;
  /** Patients of the validation cohort that the refits of the check use. */
  readonly patients: number;
}

/** What a new trial would report, and how well trials of the fit are predicted without them. */
export async function computePredict(
  { config, tables, calibration, trial, check, level, draws, seed, patients }: PredictInput,
  context: StoredFitContext,
  jobs: JobRunner,
): Promise<{ readonly result: PredictResult; readonly patients: readonly CohortCount[] }> {
  const { fit, confirmed, simulated } = await storedFit(config, tables, calibration, patients, jobs, context);
  const { problem, values } = fit;
  const { monthDays, horizonDays } = problem.settings;
  const pool = jobPool('validation cohort', confirmed, confirmed.patients, config.fit.leastEffectiveShare);
  const forecasts = armForecasts(problem, pool, values);
  /** The patients of the validation cohort with other visits, which may also end their doses. */
  const withVisits = async (visits: VisitSchedule) => {
    const other = { ...calibration, draws: calibration.draws.slice(-1) };
    const seen = await storedFit(visitedConfig(config, visits), tables, other, patients, jobs, context);
    const own = jobPool('validation cohort', seen.confirmed, seen.confirmed.patients, config.fit.leastEffectiveShare);
    const { arms } = seen.fit.problem;
    return {
      forecasts: armForecasts(seen.fit.problem, own, values, arms, { problem, pool }),
      simulated: seen.simulated,
    };
  };
  const planned = trial?.visits == null ? null : await withVisits(trial.visits);
  const effects = trialEffects(tables, forecasts.fitted, { monthDays, horizonDays });
  const untilDay = trial?.followUpMonths == null ? horizonDays : Math.round(trial.followUpMonths * monthDays);
  const predicted =
    trial === null
      ? null
      : predictTrial(planned?.forecasts ?? forecasts, effects, {
          arms: trial.arms.map(({ arm, patients: n }) => ({
            arm,
            patients: { rate: n, best: n, curves: forEachCurve(() => n) },
          })),
          untilDay,
          monthDays,
          level,
          draws,
          seed,
          streamName: 'predict',
        });
  const omitted = check ? await leaveOneTrialOut({ ...fit, seed }, level, draws) : null;
  const treatments = resultTreatments(config);
  const note = uncalibratedNote(treatments);
  const result: PredictResult = {
    schema_version: PREDICT_SCHEMA_VERSION,
    level,
    draws,
    seed,
    patients: pool.pool.patients,
    ...treatments,
    remarks: [...remarksOf(effects, trial), ...(note === '' ? [] : [note])],
    trial: predicted === null ? null : trialResult(trial!, predicted, untilDay / monthDays),
    differences: effects.map((effect) => differencesOf(effect, level)),
    check: omitted === null ? null : checkOf(omitted),
  };
  return { result, patients: [...simulated, ...(planned?.simulated ?? [])] };
}

/** The configuration with the same visits for all arms. */
function visitedConfig(config: Config, visits: VisitSchedule): Config {
  const { everyDays: _, days: __, ...rules } = config.simulation.visits;
  const schedule = 'days' in visits ? { days: [...visits.days] } : visits;
  return {
    ...config,
    simulation: { ...config.simulation, visits: { ...rules, ...schedule } },
    arms: Object.fromEntries(Object.entries(config.arms).map(([name, { visits: ___, ...arm }]) => [name, arm])),
  };
}

/** `every 56 days`, or `days 42, 84, 126`. */
function visitText(visits: VisitSchedule): string {
  return 'days' in visits ? `days ${visits.days.join(', ')}` : `every ${visits.everyDays} days`;
}

function trialResult(asked: AskedTrial, predicted: TrialPrediction, followUpMonths: number): PredictResult['trial'] {
  return {
    follow_up_months: followUpMonths,
    visits: asked.visits === null ? null : visitText(asked.visits),
    arms: asked.arms.map(({ arm, patients }, index) => {
      const endpoints = predicted.arms[index]!;
      const whole = (percent: number | null) => Math.round(((percent ?? 0) * patients) / 100);
      const counts = rateNames.map((rate) => {
        const { predicted: middle, low, high } = endpoints[rate];
        return [rate, { predicted: whole(middle), low: whole(low), high: whole(high) }] as const;
      });
      type Counts = Record<RateName, { predicted: number; low: number; high: number }>;
      return { arm, patients, endpoints, counts: Object.fromEntries(counts) as Counts };
    }),
    hazard_ratios: predicted.hazardRatios,
  };
}

/** What a reader must know of the differences between trials. */
function remarksOf(effects: readonly TrialEffects[], trial: AskedTrial | null): string[] {
  return effects.flatMap(({ effect, arms, posterior }) => {
    if (posterior === null) return [`${effect}: no trial reports it: differences between trials are not included`];
    const remarks =
      posterior.degreesOfFreedom > 0
        ? []
        : [`${effect}: one trial per arm: the standard deviation between trials is unknown`];
    const without = (trial?.arms ?? []).filter(({ arm }) => !arms.includes(arm)).map(({ arm }) => arm);
    const unreported = without.map((arm) => `${effect}: no trial of ${arm} reports it: its level is that of the model`);
    return [...remarks, ...unreported];
  });
}

function differencesOf(
  { effect, arms, deviations, posterior }: TrialEffects,
  level: number,
): PredictResult['differences'][number] {
  const trials = deviations.map(({ trial, arm, patients, estimate, standardError }) => ({
    trial,
    arm,
    patients,
    deviation: estimate,
    standard_error: standardError,
  }));
  if (posterior === null) {
    return { effect, degrees_of_freedom: 0, tau: null, correlation: null, arms: [], trials };
  }
  const { cells, degreesOfFreedom } = posterior;
  const mean = (of: (cell: RandomEffectsCell) => number) =>
    cells.reduce((sum, cell) => sum + cell.probability * of(cell), 0);
  return {
    effect,
    degrees_of_freedom: degreesOfFreedom,
    tau: tauSummary(posterior, level),
    correlation: mean(({ rho }) => rho),
    arms: arms.map((arm, group) => {
      const centre = mean(({ means }) => means[group]!);
      const variance = mean(
        ({ means, covariance }) => covariance[group * (arms.length + 1)]! + square(means[group]! - centre),
      );
      return { arm, mean: centre, standard_error: Math.sqrt(variance) };
    }),
    trials,
  };
}

function checkOf({ figures, not_possible: notPossible }: LeaveOneTrialOutResult): PredictResult['check'] {
  const coverageOf = (name: string, rows: LeaveOneTrialOutResult['figures']) => {
    const covered = rows.filter((row) => row.covered).length;
    return { endpoint: name, predictions: rows.length, covered, share: covered / rows.length };
  };
  const byEndpoint = trialEndpoints.flatMap(({ name }) => {
    const rows = figures.filter(({ endpoint }) => endpoint === name);
    return rows.length === 0 ? [] : [coverageOf(name, rows)];
  });
  return {
    coverage: [...byEndpoint, ...(figures.length === 0 ? [] : [coverageOf('all', figures)])],
    figures,
    not_possible: notPossible,
  };
}
