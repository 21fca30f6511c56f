import type { ClinicalTargets } from '../targets/clinical-targets.js';
import { landmarkMonths, type TargetWeights, type Tolerances } from './fit-problem.js';
import type { ArmOutcome, SurvivalRmse, TargetRow, Verdict } from './results.js';

export interface GoodnessOfFit {
  readonly rows: readonly TargetRow[];
  readonly survivalRmse: readonly SurvivalRmse[];
  /** Largest |difference| / tolerance; at most 1 when everything is within. */
  readonly worst: number;
  /** The target behind `worst`, in words. */
  readonly worstTarget: string;
}

const indices = ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const;

/**
 * Holds a cohort's endpoints against the clinical figures.
 *
 * @param outcomes - endpoints by arm
 * @param targets - clinical figures by arm
 * @param tolerances - what counts as met
 * @param weights - which groups the fit was asked to meet; a group of weight 0 is shown and not judged
 * @param publishedRmse - survival misfit of the published model by arm, where known
 */
export function evaluateFit(
  outcomes: Readonly<Record<string, ArmOutcome>>,
  targets: readonly ClinicalTargets[],
  tolerances: Tolerances,
  weights: TargetWeights,
  publishedRmse: Readonly<Record<string, number>>,
): GoodnessOfFit {
  const rows = targets.flatMap((target) => armRows(target, outcomes[target.arm]!, tolerances, weights));
  const survivalRmse = targets.flatMap(({ arm }): readonly SurvivalRmse[] => {
    const differences = rows
      .filter((row) => row.arm === arm && row.endpoint.startsWith('survival_'))
      .map((row) => row.difference ?? Number.NaN);
    if (differences.length === 0) return [];
    const rmse = Math.sqrt(differences.reduce((sum, value) => sum + value * value, 0) / differences.length);
    return [{ arm, rmse, published_rmse: publishedRmse[arm] ?? null }];
  });
  const ratios = rows
    .filter((row) => row.tolerance !== null)
    .map((row) => ({
      summary: `${row.endpoint} of ${row.arm}`,
      ratio: row.difference === null ? Number.POSITIVE_INFINITY : Math.abs(row.difference) / row.tolerance!,
    }));
  if (weights.survival > 0) {
    for (const { arm, rmse } of survivalRmse) {
      ratios.push({ summary: `survival landmarks of ${arm}`, ratio: rmse / tolerances.survivalRmsePoints });
    }
  }
  // What is not a number has not been met
  const known = ratios.map(({ summary, ratio }) => ({
    summary,
    ratio: Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio,
  }));
  const worst = known.reduce((a, b) => (b.ratio > a.ratio ? b : a), { summary: 'nothing judged', ratio: 0 });
  return { rows, survivalRmse, worst: worst.ratio, worstTarget: worst.summary };
}

function armRows(
  { arm, response, medianOs, survival }: ClinicalTargets,
  outcome: ArmOutcome,
  tolerances: Tolerances,
  weights: TargetWeights,
): readonly TargetRow[] {
  const row = (figure: {
    endpoint: string;
    unit: TargetRow['unit'];
    target: number;
    patients: number;
    standard_error: number;
    simulated: number | null;
    tolerance: number | null;
    fitted: boolean;
    source: string;
  }): TargetRow => {
    const { simulated, target, standard_error: standardError, tolerance, fitted } = figure;
    const difference = simulated === null ? null : simulated - target;
    const assessed = fitted ? tolerance : null;
    return {
      arm,
      ...figure,
      tolerance: assessed,
      difference,
      residual: difference === null || standardError === 0 ? null : difference / standardError,
      verdict: verdictOf(difference, assessed),
    };
  };
  const responses = indices.map((endpoint) =>
    row({
      endpoint,
      unit: 'percent',
      target: response[endpoint],
      patients: response.n,
      standard_error: response.standardErrors[endpoint],
      simulated: outcome[endpoint],
      tolerance: tolerances.ratePoints,
      fitted: weights.response > 0,
      source: response.source,
    }),
  );
  const median = row({
    endpoint: 'median_os',
    unit: 'months',
    target: medianOs.months,
    patients: medianOs.distinctPatients,
    standard_error: medianOs.standardError,
    simulated: outcome.median_os_months,
    tolerance: tolerances.medianMonths,
    fitted: weights.medianOs > 0,
    source: medianOs.source,
  });
  const landmarks = survival.months.flatMap((month, index) => {
    if (!landmarkMonths.includes(month)) return [];
    return [
      row({
        endpoint: `survival_${month}`,
        unit: 'percent',
        target: survival.percent[index]!,
        patients: survival.n,
        standard_error: survival.standardErrors[index]!,
        simulated: outcome.survival[String(month) as keyof ArmOutcome['survival']],
        tolerance: null,
        fitted: weights.survival > 0,
        source: survival.source,
      }),
    ];
  });
  return [...responses, median, ...landmarks];
}

function verdictOf(difference: number | null, tolerance: number | null): Verdict {
  if (tolerance === null) return 'not assessed';
  return difference !== null && Math.abs(difference) <= tolerance ? 'within' : 'outside';
}
