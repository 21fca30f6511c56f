import { type Curve, forEachCurve, isLandmark } from '../../endpoints/curves.js';
import { classRateNames, type EndpointName, poolEndpointNames, rateNames } from '../../endpoints/endpoints.js';
import { curveDays, type PooledEndpoint, readPool } from '../../endpoints/read-pool.js';
import type { MixturePool } from '../../pool/fit-pool.js';
import type { ClinicalTargets, ReportedCurve } from '../../targets/clinical-targets.js';
import { deathCurve, type FitProblem, type TargetColumn } from '../problem.js';
import { hazardGrid } from '../survival/hazard-grid.js';
import { poolObjective } from './pool-objective.js';

/** The same parameters with columns for endpoints: response classes, and survival at the landmarks and around each median. */
export interface EndpointProblem {
  readonly problem: FitProblem;
  /** Days of the survival columns by arm; ascending. */
  readonly days: Readonly<Record<string, readonly number[]>>;
}

/**
 * The problem whose columns give every endpoint of a pool.
 *
 * @param fitted - the problem that was fitted
 * @param medianDays - where the median of each arm is expected; days
 */
export function endpointProblem(fitted: FitProblem, medianDays: Readonly<Record<string, number>>): EndpointProblem {
  const { monthDays, horizonDays } = fitted.settings;
  const days = Object.fromEntries(fitted.arms.map((arm) => [arm, curveDays(medianDays[arm]!, monthDays, horizonDays)]));
  const columns = fitted.arms.flatMap((arm): TargetColumn[] => {
    const column = { arm, target: 0, scale: 1, samplingError: 1 };
    return [
      ...classRateNames.map((endpoint, index) => ({
        ...column,
        endpoint,
        column: { kind: 'response' as const, index },
      })),
      ...days[arm]!.map((day, index) => ({
        ...column,
        endpoint: `survival at day ${day}`,
        column: { kind: deathCurve.column, index },
      })),
    ];
  });
  const { likelihood: _, ...rest } = fitted;
  const grids = Object.fromEntries(fitted.arms.map((arm) => [arm, hazardGrid(days[arm]!, horizonDays)]));
  return { problem: { ...rest, columns, grids }, days };
}

/**
 * The endpoints of every arm from the columns of an endpoint problem, with their derivatives by the columns; see `readPool`.
 *
 * @param asked - the problem
 * @param predictions - the model's value of each column; fractions
 * @returns arm by arm, in the order of `poolEndpointNames`
 */
export function readEndpoints(
  { problem, days }: EndpointProblem,
  predictions: ArrayLike<number>,
): readonly PooledEndpoint[] {
  const { monthDays } = problem.settings;
  let response = 0;
  return problem.arms.flatMap((arm) => {
    const first = response + classRateNames.length;
    const columns = { response, curves: forEachCurve(() => ({ first, days: days[arm]! })), monthDays };
    response = first + days[arm]!.length;
    return readPool(columns, predictions);
  });
}

/** Endpoints by arm; percent, and months for the median. */
export type Endpoints = Readonly<Record<string, Readonly<Record<EndpointName, number>>>>;

/** Endpoints arm by arm, in the order of `poolEndpointNames`, as a table. */
export function toEndpoints(arms: readonly string[], values: ArrayLike<number>): Endpoints {
  return Object.fromEntries(
    arms.map((arm, index) => {
      const first = index * poolEndpointNames.length;
      const named = poolEndpointNames.map((name, k) => [name, values[first + k]!] as const);
      return [arm, Object.fromEntries(named) as Record<EndpointName, number>];
    }),
  );
}

/** Every endpoint of a weighted pool at a fitted point. */
export function predictedEndpoints(
  problem: FitProblem,
  pool: MixturePool,
  values: readonly number[],
  medianDays: Readonly<Record<string, number>>,
): Endpoints {
  const asked = endpointProblem(problem, medianDays);
  const { predictions } = poolObjective(asked.problem, pool).evaluate(values);
  return toEndpoints(
    problem.arms,
    readEndpoints(asked, predictions).map(({ value }) => value),
  );
}

/** Where the median of each arm is expected: the pooled clinical one; days. */
export function expectedMedians(
  targets: readonly ClinicalTargets[],
  monthDays: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(targets.map(({ arm, curves }) => [arm, curves[deathCurve.name].median.months * monthDays]));
}

/** Clinical targets replaced by the predictions of a fit where it makes them, for comparison with its validation cohort. */
export function asTargets(targets: readonly ClinicalTargets[], endpoints: Endpoints): readonly ClinicalTargets[] {
  return targets.map((target) => {
    const predicted: Readonly<Partial<Record<string, number>>> = endpoints[target.arm]!;
    const rates = (target.response === null ? [] : rateNames).map((rate) => [rate, predicted[rate]]);
    const ofCurve = (curve: Curve): ReportedCurve => {
      const { name, medianEndpoint, landmarkPrefix } = curve;
      const { median, landmarks }: ReportedCurve = target.curves[name];
      const predictedAt = (month: number, stated: number): number => {
        const value = isLandmark(curve, month) ? predicted[`${landmarkPrefix}${month}`] : undefined;
        return value !== undefined && Number.isFinite(value) ? value : stated;
      };
      return {
        median: median === null ? null : { ...median, months: predicted[medianEndpoint] ?? median.months },
        landmarks:
          landmarks === null
            ? null
            : {
                ...landmarks,
                percent: landmarks.months.map((month, index) => predictedAt(month, landmarks.percent[index]!)),
              },
      };
    };
    return {
      ...target,
      response: target.response === null ? null : { ...target.response, ...Object.fromEntries(rates) },
      curves: forEachCurve(ofCurve) as ClinicalTargets['curves'],
    };
  });
}
