import type { TrialTables } from '../trial-tables.js';
import { type Discrepancy, discrepancies, type PublishedFigures } from './discrepancies.js';
import { leaveOneOut, type WithoutTrial } from './leave-one-out.js';
import { armsOf, type BothWays, poolBothWays } from './pool-both-ways.js';
import { type TrialHeterogeneity, trialHeterogeneity } from './trial-heterogeneity.js';

/** All that the trials say about one arm. */
export interface ArmMetaAnalysis extends BothWays {
  /** Pooled before trials were added; null where none was. */
  readonly before: BothWays | null;
  readonly without: readonly WithoutTrial[];
  readonly heterogeneity: TrialHeterogeneity;
}

export interface TrialMetaAnalysis {
  readonly arms: readonly ArmMetaAnalysis[];
  readonly discrepancies: readonly Discrepancy[];
}

/**
 * Pools the trials and questions them: both ways of counting, with and without each trial, heterogeneity, discrepancies.
 *
 * @param tables - clinical figures, added trials among them
 * @param context - before: the tables without what was added, null where nothing was; published: the paper's figures, null to
 *   leave them out
 * @returns what `qcic trials pool` prints; percent, months of 30.4375 days
 */
export function trialMetaAnalysis(
  tables: TrialTables,
  { before, published }: { readonly before: TrialTables | null; readonly published: PublishedFigures | null },
): TrialMetaAnalysis {
  return {
    arms: armsOf(tables).map((arm) => ({
      ...poolBothWays(tables, arm),
      before: before === null ? null : poolBothWays(before, arm),
      without: leaveOneOut(tables, arm),
      heterogeneity: trialHeterogeneity(tables, arm),
    })),
    discrepancies: discrepancies(tables, published),
  };
}
