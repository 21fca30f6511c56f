import { log } from '../../src/index.js';
import { classRateNames } from '../endpoints/endpoints.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import { pooledWeights } from '../fit/objective/pooled-weights.js';
import { type FitProblem, type TargetColumn, toFitPoint } from '../fit/problem.js';
import type { HazardGrid } from '../fit/survival/hazard-grid.js';
import { pooledSurvival } from '../fit/survival/pooled-survival.js';
import { type AskedColumn, placeColumns } from '../fit/target-columns.js';
import type { MixturePool } from '../pool/mixture-pool.js';
import { type DeathCourses, deathCourses } from './death-courses.js';

/** Fractions without an event at some days; decreasing. */
export interface DailyCurve {
  readonly days: readonly number[];
  readonly alive: readonly number[];
}

/** The distribution from which trials of an arm are simulated. */
export interface ArmModel extends DailyCurve {
  /** Probability of CR, PR, SD, PD. */
  readonly rates: readonly number[];
  /** Progression-free survival at `days`, linear between the ends of windows of visits; and what visits show of patients who die in a week. */
  readonly progression?: { readonly free: readonly number[]; readonly courses: () => DeathCourses };
}

const STEP_DAYS = 7;

/**
 * Response rates, curves and courses of every arm at a point, from a weighted pool.
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
  const shared = { target: 0, scale: 1, samplingError: 1 };
  const asked: readonly AskedColumn[] = [
    ...classRateNames.map((endpoint, at) => ({ ...shared, kind: 'response' as const, at, endpoint })),
    ...(['survival', 'pfs-between'] as const).flatMap((kind) =>
      days.map((at) => ({ ...shared, kind, at, endpoint: `${kind}, day ${at}` })),
    ),
  ];
  const columns: TargetColumn[] = [];
  const grids: Record<string, HazardGrid> = {};
  for (const arm of problem.arms) {
    const placed = placeColumns(arm, asked, problem.settings);
    columns.push(...placed.columns);
    grids[arm] = placed.grid;
  }
  const { likelihood: _, ...rest } = problem;
  const request: FitProblem = { ...rest, columns, grids };
  const { predictions } = poolObjective(request, pool).evaluate(values);
  const classes = classRateNames.length;
  return Object.fromEntries(
    problem.arms.map((arm, index) => {
      const first = index * asked.length;
      const own = Array.from(predictions.subarray(first, first + asked.length));
      const [alive, free] = [own.slice(classes, classes + days.length), own.slice(classes + days.length)];
      let courses: DeathCourses | undefined;
      const progression = {
        free: [1, ...free],
        courses: () => {
          courses ??= coursesAt({ request, pool, values, arm, first: first + classes, days });
          return courses;
        },
      };
      return [arm, { rates: own.slice(0, classes), days: [0, ...days], alive: [1, ...alive], progression }];
    }),
  );
}

function coursesAt({
  request,
  pool,
  values,
  arm,
  first,
  days,
}: {
  readonly request: FitProblem;
  readonly pool: MixturePool;
  readonly values: readonly number[];
  readonly arm: string;
  /** First column of the arm's survival. */
  readonly first: number;
  readonly days: readonly number[];
}): DeathCourses {
  const survival = pooledSurvival({ ...request, arms: [arm] }, pool);
  const { marginals, death } = toFitPoint(request, values);
  const at = pooledWeights(pool, 0).at(marginals);
  survival.update(death);
  const alive = days.map((_, index) => survival.columns[first + index]!);
  return deathCourses({ days, alive, weights: at.calibrated, courses: pool.courses[arm]! });
}

/**
 * Time at which a given fraction is alive: log-linear between two days of a curve, after the last one with the hazard of the
 * last eight weeks.
 *
 * @param model - curve
 * @param left - fraction alive; in (0, 1]
 * @returns days; Infinity where the curve has no hazard at its end
 */
export function survivalTime({ days, alive }: DailyCurve, left: number): number {
  let index = alive.findIndex((value) => value < left);
  const last = days.length - 1;
  if (index < 0) {
    const from = Math.max(0, last - 8);
    const hazard = log(alive[from]! / alive[last]!) / (days[last]! - days[from]!);
    return alive[last]! === left ? days[last]! : days[last]! + log(alive[last]! / left) / hazard;
  }
  index = Math.max(1, index);
  const [before, after] = [alive[index - 1]!, alive[index]!];
  const share = after > 0 ? log(before / left) / log(before / after) : (before - left) / before;
  return days[index - 1]! + share * (days[index]! - days[index - 1]!);
}

/** Events per day at a time of a curve, as a share of all patients: the decrease over two weeks around it. */
export function deathDensity({ days, alive }: DailyCurve, day: number): number {
  const nearest = days.findIndex((each) => each >= day);
  const index = Math.min(Math.max(1, nearest < 0 ? days.length - 2 : nearest), days.length - 2);
  return (alive[index - 1]! - alive[index + 1]!) / (days[index + 1]! - days[index - 1]!);
}
