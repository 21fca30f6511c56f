import { ownValue, wilsonInterval } from '../../../src/index.js';
import { type RateEndpoint, rateEndpoints } from '../../endpoints/endpoints.js';
import type { ArmOutcome } from '../../fit/results.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import { rowRate, type TrialTables } from '../../targets/trial-tables.js';
import type { ResponseRow, SurvivalClinicalRow } from './plot-tables.js';

/** Wilson interval of a percentage; percent. */
function interval(percent: number, n: number): { readonly ci_low: number; readonly ci_high: number } {
  // Rates of printed tables can leave [0, 100] by a rounding error when they are added up
  const share = Math.min(Math.max(percent / 100, 0), 1);
  const { low, high } = wilsonInterval({ successes: share * n, trials: n });
  return { ci_low: 100 * low, ci_high: 100 * high };
}

/** Response rates: the cohort, the pooled trials and each trial. */
export function responseRows(
  outcomes: Readonly<Record<string, ArmOutcome>>,
  targets: readonly ClinicalTargets[],
  tables: TrialTables,
): readonly ResponseRow[] {
  return targets.flatMap(({ arm, response }) => {
    const row = (source: string, subgroup: string, n: number, percentOf: (endpoint: RateEndpoint) => number) =>
      rateEndpoints.map((endpoint) => {
        const percent = percentOf(endpoint);
        return { arm, endpoint: endpoint.rate, source, subgroup, percent, ...interval(percent, n), n };
      });
    const outcome = ownValue(outcomes, arm);
    const trials = tables.recist.filter((trial) => trial.arm === arm);
    return [
      ...(outcome === undefined ? [] : row('simulated', '', outcome.completed, ({ rate }) => outcome[rate])),
      ...(response === null ? [] : row('pooled trials', '', response.n, ({ rate }) => response[rate])),
      ...trials.flatMap((trial) => row(trial.trial, trial.subgroup, trial.n, (endpoint) => rowRate(trial, endpoint))),
    ];
  });
}

/** Survival landmarks: pooled with intervals, and each trial's curve. */
export function clinicalSurvivalRows(
  targets: readonly ClinicalTargets[],
  tables: TrialTables,
): readonly SurvivalClinicalRow[] {
  return targets.flatMap(({ arm, curves: { os } }) => {
    const survival = os.landmarks;
    const pooled = survival.months.map((month, index) => {
      const percent = survival.percent[index]!;
      return {
        arm,
        trial: 'pooled',
        subgroup: '',
        month,
        survival_percent: percent,
        ...interval(percent, survival.patients[index]!),
        n: survival.patients[index]!,
      };
    });
    const trials = tables.survival
      .filter((curve) => curve.arm === arm)
      .flatMap((curve) =>
        curve.months.map((month, index) => ({
          arm,
          trial: curve.trial,
          subgroup: curve.subgroup,
          month,
          survival_percent: curve.percent[index]!,
          ci_low: null,
          ci_high: null,
          n: curve.n,
        })),
      );
    return [...pooled, ...trials];
  });
}
