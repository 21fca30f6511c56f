import { builtInArms, kaplanMeier, type MedianSurvival, medianSurvival, nearestHint } from '../../../src/index.js';
import { curves } from '../../endpoints/curves.js';
import { pooledMonthRemarks } from '../pooled-month-remarks.js';
import type { TrialTables } from '../trial-tables.js';
import type { NewTrial } from './new-trial.js';
import { trialPseudoPatients } from './trial-pseudo-patients.js';

/** Reconstruction of pseudo individual data from a digitised curve. */
export interface CurveSummary {
  readonly trial: string;
  readonly arm: string;
  readonly patients: number;
  readonly deaths: number;
  /** Largest difference from the digitised survival, and its bound from rounding to whole deaths; percentage points. */
  readonly largestDifferencePoints: number;
  readonly roundingBoundPoints: number;
  /** Median of the pseudo patients; months. */
  readonly median: MedianSurvival;
  readonly statedMedianMonths: number | null;
  readonly warnings: readonly string[];
}

/** Reconstructs the individual data of every row that has a digitised curve. */
export function curveSummaries(trials: readonly NewTrial[]): readonly CurveSummary[] {
  return trials.flatMap((trial) => {
    if (trial.curve === null) return [];
    const pseudo = trialPseudoPatients(trial);
    return [
      {
        trial: trial.trial,
        arm: trial.arm,
        patients: trial.n,
        deaths: pseudo.deaths,
        largestDifferencePoints: 100 * pseudo.largestDifference,
        roundingBoundPoints: 100 * pseudo.roundingBound,
        median: medianSurvival(kaplanMeier(pseudo.times, pseudo.observed)),
        statedMedianMonths: trial.curves[curves.os.name].median?.months ?? null,
        warnings: pseudo.warnings,
      },
    ];
  });
}

/**
 * Remarks before trials are added; none of them is an issue.
 *
 * @param trials - rows of new trials
 * @param after - the tables with the trials added
 * @param fitted - arms of the configuration or run; null without one
 * @returns sentences: arms that are not built in or not fitted, months that not all curves of an arm state, trials without a DOI
 */
export function additionRemarks(
  trials: readonly NewTrial[],
  after: TrialTables,
  fitted: readonly string[] | null = null,
): readonly string[] {
  const arms = [...new Set(trials.map(({ arm }) => arm))];
  const known: readonly string[] = fitted ?? builtInArms;
  const unknown = arms.filter((arm) => !known.includes(arm));
  return [
    ...unknown.map((arm) => {
      const hint = nearestHint(arm, known);
      return fitted === null
        ? `arm ${arm} is not built in${hint}: a configuration must name its regimen`
        : `arm ${arm} is not fitted${hint}: its rows have no effect`;
    }),
    ...pooledMonthRemarks(after, arms),
    ...trials.filter(({ doi }) => doi === null).map(({ trial, arm }) => `${trial}, ${arm}: no DOI`),
  ];
}
