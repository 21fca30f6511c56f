import { atDay, expectedHazardRatio, power, square } from '../../src/index.js';
import { dataResiduals } from '../fit/objective/data-residuals.js';
import { armRows } from '../fit/objective/likelihood-rows.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import { deathCurve, type FitProblem } from '../fit/problem.js';
import type { MixturePool } from '../pool/mixture-pool.js';
import { type TrialRow, trialName } from '../targets/trial-row.js';
import { allRows, type TrialTables } from '../targets/trial-tables.js';
import { type ArmModel, armModels, survivalTime } from './arm-models.js';
import type { ComparedForm } from './death-comparison-result.js';

/** What a fit predicts: the columns of the likelihood, and the daily survival of each arm. */
export interface ArmCurves {
  /** Squared residuals of the problem's observations; their sum is the deviance. */
  readonly squares: Float64Array;
  /** Fraction alive at day 0..horizon, by arm. */
  readonly alive: Readonly<Record<string, Float64Array>>;
  /** Median survival of an arm; null where the curve stays above one half. */
  readonly medianMonths: (arm: string) => number | null;
}

/**
 * Predictions of a fit for every arm.
 *
 * @param problem - with the observations to predict, and the parameters of the fit
 * @param pool - simulated patients
 * @param values - the fit
 */
export function armCurves(problem: FitProblem, pool: MixturePool, values: readonly number[]): ArmCurves {
  const { predictions } = poolObjective(problem, pool).evaluate(values);
  const models = armModels(problem, pool, values);
  const { monthDays, horizonDays } = problem.settings;
  const alive = Object.fromEntries(problem.arms.map((arm) => [arm, dailyCurve(models[arm]!)]));
  return {
    squares: Float64Array.from(dataResiduals(problem, predictions, pool.patients), ({ value }) => square(value)),
    alive,
    medianMonths: (arm) => {
      const day = survivalTime(models[arm]!, 0.5);
      return day <= horizonDays ? day / monthDays : null;
    },
  };
}

/** Fraction alive at each day, log-linear between the days of a model. */
function dailyCurve({ days, alive }: ArmModel): Float64Array {
  const daily = new Float64Array(days.at(-1)! + 1);
  for (let k = 0; k + 1 < days.length; k++) {
    const [from, to] = [days[k]!, days[k + 1]!];
    const [before, after] = [alive[k]!, alive[k + 1]!];
    for (let day = from; day <= to; day++) {
      const share = (day - from) / (to - from);
      const value = after > 0 ? before * power(after / before, share) : before * (1 - share);
      // Rounding must not raise a curve
      daily[day] = day === 0 ? value : Math.min(value, daily[day - 1]!);
    }
  }
  return daily;
}

/** What a fit was made without. */
export type HeldOut = { readonly kind: 'trial' | 'arm'; readonly name: string };

/**
 * Error of a prediction on held-out observations: their deviance, and the difference from the curves.
 *
 * @param problem - with all observations, in the order of the predictions
 * @param tables - all trials
 * @param curves - predictions
 * @param heldOut - a trial with its subgroups, or an arm
 */
export function heldOutError(
  { likelihood = [], arms, settings: { monthDays } }: FitProblem,
  tables: TrialTables,
  { squares, alive }: ArmCurves,
  { kind, name }: HeldOut,
): Pick<ComparedForm['trials'][number], 'deviance' | 'observations' | 'survival_rmse'> {
  const isOwn = (row: Pick<TrialRow, 'trial' | 'arm'>) => row[kind] === name;
  // Observations carry the name of a trial with its subgroup
  const names = new Set(allRows(tables).filter(isOwn).map(trialName));
  const own = likelihood.flatMap(({ trial, arm }, index) =>
    (kind === 'arm' ? arm === name : names.has(trial)) ? [index] : [],
  );
  let [patients, sum] = [0, 0];
  for (const row of arms.flatMap((arm) => armRows(tables, arm).curves[deathCurve.name].curves).filter(isOwn)) {
    row.months.forEach((month, index) => {
      const predicted = atDay(alive[row.arm]!, month * monthDays);
      if (month === 0 || predicted === undefined) return;
      sum += row.n * square(100 * predicted - row.percent[index]!);
      patients += row.n;
    });
  }
  return {
    deviance: own.reduce((total, index) => total + squares[index]!, 0),
    observations: own.length,
    survival_rmse: patients === 0 ? null : Math.sqrt(sum / patients),
  };
}

/** Hazard ratio of death that Cox regression would estimate from the predicted curves; see `expectedHazardRatio`. */
export function hazardRatioOf({ alive }: ArmCurves, arm: string, versus: string): number {
  return expectedHazardRatio(alive[arm]!, alive[versus]!).hazardRatio;
}
