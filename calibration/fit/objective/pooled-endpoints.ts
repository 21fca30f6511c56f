import { bestClassNames, bestRateNames } from '../../endpoints/best-response.js';
import { type Curve, forEachCurve, isLandmark } from '../../endpoints/curves.js';
import { classRateNames, type EndpointName, endpointNames, rateNames } from '../../endpoints/endpoints.js';
import { curveDays, type PoolColumns, type PooledEndpoint, readPool } from '../../endpoints/read-pool.js';
import type { MixturePool } from '../../pool/mixture-pool.js';
import type { BestResponseTarget, ClinicalTargets, ReportedCurve } from '../../targets/clinical-targets.js';
import { deathCurve, type FitProblem, type TargetColumn } from '../problem.js';
import type { HazardGrid } from '../survival/hazard-grid.js';
import { type AskedColumn, placeColumns } from '../target-columns.js';
import { poolObjective } from './pool-objective.js';

/** The same parameters with columns for endpoints: classes, and curves at their landmarks and around each median. */
export interface EndpointProblem {
  readonly problem: FitProblem;
  /** Where the columns of each arm are. */
  readonly places: Readonly<Record<string, PoolColumns>>;
}

/**
 * The problem whose columns give every endpoint of a pool.
 *
 * @param fitted - the problem that was fitted
 * @param medianDays - where the median overall survival of each arm is expected; days
 */
export function endpointProblem(fitted: FitProblem, medianDays: Readonly<Record<string, number>>): EndpointProblem {
  const { monthDays, horizonDays, visits } = fitted.settings;
  const columns: TargetColumn[] = [];
  const grids: Record<string, HazardGrid> = {};
  const places: Record<string, PoolColumns> = {};
  for (const arm of fitted.arms) {
    const own = visits[arm] ?? [];
    const curves = forEachCurve((curve) =>
      curveDays(curve, { median: medianDays[arm]!, visits: own, monthDays, horizonDays }),
    );
    const column = { target: 0, scale: 1, samplingError: 1 };
    const asked: AskedColumn[] = classRateNames.map((endpoint, at) => ({ ...column, kind: 'response', at, endpoint }));
    const firstOfCurves = forEachCurve(({ name, label, column: kind }) => {
      const first = columns.length + asked.length;
      asked.push(...curves[name].map((at) => ({ ...column, kind, at, endpoint: `${label}, day ${at}` })));
      return first;
    });
    const best = columns.length + asked.length;
    asked.push(
      ...bestClassNames.map((name, at) => ({ ...column, kind: 'best' as const, at, endpoint: `best ${name}` })),
    );
    places[arm] = {
      response: columns.length,
      best,
      curves: forEachCurve(({ name }) => ({ first: firstOfCurves[name], days: curves[name] })),
      visits: own,
      monthDays,
      horizonDays,
    };
    const placed = placeColumns(arm, asked, fitted.settings);
    columns.push(...placed.columns);
    grids[arm] = placed.grid;
  }
  const { likelihood: _, ...rest } = fitted;
  return { problem: { ...rest, columns, grids }, places };
}

/**
 * The endpoints of every arm from the columns of an endpoint problem, with their derivatives by the columns; see `readPool`.
 *
 * @param asked - the problem
 * @param predictions - the model's value of each column; fractions
 * @returns arm by arm, in the order of `endpointNames`
 */
export function readEndpoints(
  { problem, places }: EndpointProblem,
  predictions: ArrayLike<number>,
): readonly PooledEndpoint[] {
  return problem.arms.flatMap((arm) => readPool(places[arm]!, predictions));
}

/** Endpoints by arm; percent, and months for the median. */
export type Endpoints = Readonly<Record<string, Readonly<Record<EndpointName, number>>>>;

/** Endpoints arm by arm, in the order of `endpointNames`, as a table. */
export function toEndpoints(arms: readonly string[], values: ArrayLike<number>): Endpoints {
  return Object.fromEntries(
    arms.map((arm, index) => {
      const first = index * endpointNames.length;
      const named = endpointNames.map((name, k) => [name, values[first + k]!] as const);
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
      bestResponse: target.bestResponse === null ? null : withBest(target.bestResponse, endpoints[target.arm]!),
      curves: forEachCurve(ofCurve) as ClinicalTargets['curves'],
    };
  });
}

/** Best responses as predicted, where the trials state them. */
function withBest(target: BestResponseTarget, predicted: Endpoints[string]): BestResponseTarget {
  const stated = bestRateNames.filter((rate) => target[rate] !== null);
  return { ...target, ...Object.fromEntries(stated.map((rate) => [rate, predicted[`bor_${rate}`]])) };
}
