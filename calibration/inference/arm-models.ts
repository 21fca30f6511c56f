import { classRateNames } from '../endpoints/endpoints.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import type { FitProblem, TargetColumn } from '../fit/problem.js';
import { hazardGrid } from '../fit/survival/hazard-grid.js';
import type { MixturePool } from '../pool/fit-pool.js';

/** The distribution from which trials of an arm are simulated. */
export interface ArmModel {
  /** Probability of CR, PR, SD, PD. */
  readonly rates: readonly number[];
  /** Fraction alive at `days`; decreasing. */
  readonly days: readonly number[];
  readonly alive: readonly number[];
}

const STEP_DAYS = 7;

/**
 * Response rates and survival curve of every arm at a point, from a weighted pool.
 *
 * @param problem - the fitted problem
 * @param pool - simulated patients
 * @param values - the point
 */
export function armModels(
  problem: FitProblem,
  pool: MixturePool,
  values: readonly number[],
): Readonly<Record<string, ArmModel>> {
  const { horizonDays } = problem.settings;
  const days = Array.from({ length: Math.floor(horizonDays / STEP_DAYS) }, (_, index) => (index + 1) * STEP_DAYS);
  const columns = problem.arms.flatMap((arm): TargetColumn[] => {
    const shared = { arm, target: 0, scale: 1, samplingError: 1 };
    return [
      ...classRateNames.map((endpoint, index) => ({
        ...shared,
        endpoint,
        column: { kind: 'response' as const, index },
      })),
      ...days.map((day, index) => ({
        ...shared,
        endpoint: `day ${day}`,
        column: { kind: 'survival' as const, index },
      })),
    ];
  });
  const grid = hazardGrid(days, horizonDays);
  const { likelihood: _, ...rest } = problem;
  const request = { ...rest, columns, grids: Object.fromEntries(problem.arms.map((arm) => [arm, grid])) };
  const { predictions } = poolObjective(request, pool).evaluate(values);
  const classes = classRateNames.length;
  const width = classes + days.length;
  return Object.fromEntries(
    problem.arms.map((arm, index) => {
      const own = Array.from(predictions.subarray(index * width, (index + 1) * width));
      return [arm, { rates: own.slice(0, classes), days: [0, ...days], alive: [1, ...own.slice(classes)] }];
    }),
  );
}

/**
 * Time at which a given fraction is alive: log-linear between two days of a curve, after the last one with the hazard of the
 * last eight weeks.
 *
 * @param model - curve
 * @param left - fraction alive; in (0, 1]
 * @returns days; Infinity where the curve has no hazard at its end
 */
export function survivalTime({ days, alive }: ArmModel, left: number): number {
  let index = alive.findIndex((value) => value < left);
  const last = days.length - 1;
  if (index < 0) {
    const from = Math.max(0, last - 8);
    const hazard = Math.log(alive[from]! / alive[last]!) / (days[last]! - days[from]!);
    return alive[last]! === left ? days[last]! : days[last]! + Math.log(alive[last]! / left) / hazard;
  }
  index = Math.max(1, index);
  const [before, after] = [alive[index - 1]!, alive[index]!];
  const share = after > 0 ? Math.log(before / left) / Math.log(before / after) : (before - left) / before;
  return days[index - 1]! + share * (days[index]! - days[index - 1]!);
}

/** Deaths per day at a time of a curve, as a share of all patients: the decrease over two weeks around it. */
export function deathDensity({ days, alive }: ArmModel, day: number): number {
  const nearest = days.findIndex((each) => each >= day);
  const index = Math.min(Math.max(1, nearest < 0 ? days.length - 2 : nearest), days.length - 2);
  return (alive[index - 1]! - alive[index + 1]!) / (days[index + 1]! - days[index - 1]!);
}
