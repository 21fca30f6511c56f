import { ownValue } from '../../src/index.js';
import { type Curve, curveList } from '../endpoints/curves.js';
import { endpoints, isLandmarkOf } from '../endpoints/endpoints.js';
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
  const rows = targets.flatMap((target) => armRows(target, ownValue(outcomes, target.arm)!, tolerances, weights));
  const rmseOf = (arm: string, curve: Curve): number | null => {
    const differences = rows
      .filter((row) => row.arm === arm && isLandmarkOf(curve, row.endpoint))
      .map((row) => row.difference ?? Number.NaN);
    if (differences.length === 0) return null;
    return Math.sqrt(differences.reduce((sum, value) => sum + value * value, 0) / differences.length);
  };
  const survivalRmse = targets.flatMap(({ arm }): readonly SurvivalRmse[] => {
    const rmse = rmseOf(arm, deathCurve);
    return rmse === null ? [] : [{ arm, rmse, published_rmse: ownValue(publishedRmse, arm) ?? null }];
  });
  const ratios = rows
    .filter((row) => row.tolerance !== null)
    .map((row) => ({
      summary: `${row.endpoint} of ${row.arm}`,
      ratio: row.difference === null ? Number.POSITIVE_INFINITY : Math.abs(row.difference) / row.tolerance!,
    }));
  for (const curve of curveList) {
    if (weights[curve.curveTable] === 0) continue;
    for (const { arm } of targets) {
      const rmse = rmseOf(arm, curve);
      if (rmse === null) continue;
      ratios.push({ summary: `${curve.curveTable} landmarks of ${arm}`, ratio: rmse / tolerances.survivalRmsePoints });
    }
  }
  // A ratio that is not a number is outside the tolerance
  const known = ratios.map(({ summary, ratio }) => ({
    summary,
    ratio: Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio,
  }));
  const worst = known.reduce((a, b) => (b.ratio > a.ratio ? b : a), { summary: 'no target assessed', ratio: 0 });
  return { rows, survivalRmse, worst: worst.ratio, worstTarget: worst.summary };
}

function armRows(
  targets: ClinicalTargets,
  outcome: ArmOutcome,
  tolerances: Tolerances,
  weights: TargetWeights,
): readonly TargetRow[] {
  return endpoints.flatMap((endpoint): TargetRow[] => {
    const clinical = clinicalValue(targets, endpoint);
    if (clinical === null) return [];
    const { value: target, patients, pooledPatients, standardError, source } = clinical;
    const { value: simulated } = readOutcome(endpoint, outcome);
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
