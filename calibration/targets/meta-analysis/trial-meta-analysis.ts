import type { TrialTables } from '../trial-tables.js';
import { type Discrepancy, discrepancies, type PublishedResults } from './discrepancies.js';
import { type EndpointForest, endpointForests } from './endpoint-forest.js';
import { type LeaveOneTrialOutPooling, leaveOneOut } from './leave-one-out.js';
import { type ArmPooling, armsOf, poolBothWays } from './pool-both-ways.js';
import { type TrialHeterogeneity, trialHeterogeneity } from './trial-heterogeneity.js';

/** Meta-analysis of the trials of one arm. */
export interface ArmMetaAnalysis extends ArmPooling {
  /** Pooled before trials were added or dropped; null where none was. */
  readonly before: ArmPooling | null;
  readonly without: readonly LeaveOneTrialOutPooling[];
  readonly heterogeneity: TrialHeterogeneity;
  readonly forests: readonly EndpointForest[];
}

export interface TrialMetaAnalysis {
  readonly arms: readonly ArmMetaAnalysis[];
  readonly discrepancies: readonly Discrepancy[];
}

/**
 * Meta-analysis of the trials: pooled endpoints with both ways of counting patients, with and without each trial, heterogeneity, forest plots,
 * discrepancies.
 *
 * @param tables - trial tables with the added trials and without the dropped ones
 * @param context - before: the tables before these changes, null without changes; published: the results of the paper, null to
 *   omit them
 * @returns the results for `qcic trials pool`; percent, months of 30.4375 days
 */
export function trialMetaAnalysis(
  tables: TrialTables,
  { before, published }: { readonly before: TrialTables | null; readonly published: PublishedResults | null },
): TrialMetaAnalysis {
  return {
    arms: armsOf(tables).map((arm) => ({
      ...poolBothWays(tables, arm),
      before: before === null ? null : poolBothWays(before, arm),
      without: leaveOneOut(tables, arm),
      heterogeneity: trialHeterogeneity(tables, arm),
      forests: endpointForests(tables, arm),
    })),
    discrepancies: discrepancies(tables, published),
  };
}
