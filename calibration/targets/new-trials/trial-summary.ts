import { builtInArms, kaplanMeier, type MedianSurvival, medianSurvival, nearestName } from '../../../src/index.js';
import { curveList, curves } from '../../endpoints/curves.js';
import { pooledFigures } from '../meta-analysis/pool-both-ways.js';
import type { TrialTables } from '../trial-tables.js';
import type { NewTrial } from './new-trial.js';
import { trialPseudoPatients } from './trial-pseudo-patients.js';

/** How a digitised curve comes out as pseudo individual data. */
export interface CurveSummary {
  readonly trial: string;
  readonly arm: string;
  readonly patients: number;
  readonly deaths: number;
  /** Largest difference from the digitised survival, and what whole deaths can cost at most; points of percent. */
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
 * What is no fault but should be known before trials are added.
 *
 * @param trials - rows of new trials
 * @param before - tables that they are added to
 * @param after - the same with the trials in them
 * @returns sentences: arms that are not built in, months that an arm's pooled curve loses, trials without a DOI
 */
export function additionRemarks(
  trials: readonly NewTrial[],
  before: TrialTables,
  after: TrialTables,
): readonly string[] {
  const arms = [...new Set(trials.map(({ arm }) => arm))];
  const known: readonly string[] = builtInArms;
  const strange = arms.filter((arm) => !known.includes(arm));
  return [
    ...strange.map((arm) => {
      const near = nearestName(arm, known);
      const hint = near === null ? '' : ` (did you mean ${near}?)`;
      return `arm ${arm} is not built in${hint}: a configuration must name its regimen`;
    }),
    ...arms.flatMap((arm) => {
      const [had, has] = [pooledFigures(before, arm), pooledFigures(after, arm)];
      return curveList.flatMap(({ name, curveTable }) => {
        const months = has.curves[name].landmarks?.months ?? [];
        const lost = (had.curves[name].landmarks?.months ?? []).filter((month) => !months.includes(month));
        return lost.length === 0
          ? []
          : [
              `pooled ${curveTable} of ${arm} loses month ${lost.join(', ')}: only months that all its curves state are pooled`,
            ];
      });
    }),
    ...trials.filter(({ doi }) => doi === null).map(({ trial, arm }) => `${trial}, ${arm}: no DOI is stated`),
  ];
}
