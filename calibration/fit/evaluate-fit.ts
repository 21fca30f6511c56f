import { ownValue } from '../../src/index.js';
import { type Curve, curveList } from '../endpoints/curves.js';
import { type Endpoint, endpoints, isLandmarkOf } from '../endpoints/endpoints.js';
import { readOutcome } from '../endpoints/read-outcome.js';
import { type ClinicalTargets, clinicalValue } from '../targets/clinical-targets.js';
import { deathCurve, type TargetWeights, type Tolerances } from './problem.js';
import type { ArmOutcome, SurvivalRmse, TargetRow, Verdict } from './results.js';

export interface GoodnessOfFit {
  readonly rows: readonly TargetRow[];
  readonly survivalRmse: readonly SurvivalRmse[];
  /** Largest |difference| / tolerance; at most 1 when everything is within. */
  readonly worst: number;
  /** Label of the target behind `worst`. */
  readonly worstTarget: string;
}

/**
 * Compares a cohort's endpoints with the clinical targets.
 *
 * @param outcomes - endpoints by arm
 * @param targets - clinical targets by arm
 * @param tolerances - largest accepted differences
 * @param weights - of the groups of targets in the fit; a group of weight 0 is shown and not assessed
 * @param publishedRmse - survival rmse of the published model by arm, where known
 */
export function evaluateFit(
  outcomes: Readonly<Record<string, ArmOutcome>>,
  targets: readonly ClinicalTargets[],
  tolerances: Tolerances,
  weights: TargetWeights,
  publishedRmse: Readonly<Record<string, number>>,
): GoodnessOfFit {
  const rows = targets.flatMap((target) => {
    const outcome = ownValue(outcomes, target.arm)!;
    return comparedRows(target, (endpoint) => readOutcome(endpoint, outcome).value, tolerances, weights);
  });
  const survivalRmse = targets.flatMap(({ arm }): readonly SurvivalRmse[] => {
    const landmarks = landmarkRows(rows, arm, deathCurve);
    if (landmarks.length === 0) return [];
    const rmse = rootMeanSquare(landmarks.map((row) => rows[row]!.difference ?? Number.NaN));
    return [{ arm, rmse, published_rmse: ownValue(publishedRmse, arm) ?? null }];
  });
  const worst = assessedDeviations(rows, tolerances, weights)
    .map((deviation) => ({ summary: deviation.summary, ratio: toleranceRatio(deviation, rows) }))
    .reduce((a, b) => (b.ratio > a.ratio ? b : a), { summary: 'no target assessed', ratio: 0 });
  return { rows, survivalRmse, worst: worst.ratio, worstTarget: worst.summary };
}

/** What is compared with a tolerance: the root mean square of the differences of some rows, most often of one. */
export interface Deviation {
  /** In a sentence: `sd of placebo`, `survival landmarks of placebo`. */
  readonly summary: string;
  readonly tolerance: number;
  /** Places of the rows. */
  readonly rows: readonly number[];
}

/** The deviations that decide whether a fit agrees: every row with a tolerance, then the landmarks of each fitted curve. */
export function assessedDeviations(
  rows: readonly TargetRow[],
  tolerances: Tolerances,
  weights: TargetWeights,
): readonly Deviation[] {
  const single = rows.flatMap(({ endpoint, arm, tolerance }, row): Deviation[] =>
    tolerance === null ? [] : [{ summary: `${endpoint} of ${arm}`, tolerance, rows: [row] }],
  );
  const arms = [...new Set(rows.map(({ arm }) => arm))];
  const landmarks = curveList
    .filter((curve) => weights[curve.curveTable] !== 0)
    .flatMap((curve) =>
      arms.map((arm) => ({
        summary: `${curve.curveTable} landmarks of ${arm}`,
        tolerance: tolerances.survivalRmsePoints,
        rows: landmarkRows(rows, arm, curve),
      })),
    )
    .filter((deviation) => deviation.rows.length > 0);
  return [...single, ...landmarks];
}

/** A deviation over its tolerance; infinite where a row has no value, which is outside the tolerance. */
export function toleranceRatio({ rows: places, tolerance }: Deviation, rows: readonly TargetRow[]): number {
  const ratio = rootMeanSquare(places.map((row) => rows[row]!.difference ?? Number.NaN)) / tolerance;
  return Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;
}

function landmarkRows(rows: readonly TargetRow[], arm: string, curve: Curve): readonly number[] {
  return rows.flatMap((row, place) => (row.arm === arm && isLandmarkOf(curve, row.endpoint) ? [place] : []));
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/**
 * Clinical endpoints of an arm beside those of a cohort.
 *
 * @param readValue - of the cohort; null where it has none, undefined for an endpoint that is not read and has no row
 */
export function comparedRows(
  targets: ClinicalTargets,
  readValue: (endpoint: Endpoint) => number | null | undefined,
  tolerances: Tolerances,
  weights: TargetWeights,
): readonly TargetRow[] {
  return endpoints.flatMap((endpoint): TargetRow[] => {
    const clinical = clinicalValue(targets, endpoint);
    if (clinical === null) return [];
    const { value: target, patients, pooledPatients, standardError, source } = clinical;
    const simulated = readValue(endpoint);
    if (simulated === undefined) return [];
    const difference = simulated === null ? null : simulated - target;
    const fitted = weights[endpoint.group] > 0;
    const tolerance = fitted && endpoint.tolerance !== null ? tolerances[endpoint.tolerance] : null;
    return [
      {
        arm: targets.arm,
        endpoint: endpoint.name,
        unit: endpoint.unit,
        target,
        patients,
        ...(pooledPatients === patients ? {} : { pooled_patients: pooledPatients }),
        standard_error: standardError,
        simulated,
        tolerance,
        fitted,
        source,
        difference,
        standardised_difference: difference === null || standardError === 0 ? null : difference / standardError,
        verdict: verdictOf(difference, tolerance),
      },
    ];
  });
}

function verdictOf(difference: number | null, tolerance: number | null): Verdict {
  if (tolerance === null) return 'not assessed';
  return difference !== null && Math.abs(difference) <= tolerance ? 'within' : 'outside';
}
