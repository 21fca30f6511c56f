import { orderRemarks } from '../curve-order.js';
import { type MedianSettings, medianRemarks } from '../median-remarks.js';
import { allowedMedianRemarks } from '../stated-units.js';
import type { TrialTables } from '../trial-tables.js';
import { type AddedTrials, type AddTrialsOptions, addTrialsWithOutcome } from './add-trials.js';
import { hazardRatioRemarks } from './hazard-ratio-remarks.js';
import type { NewTrial } from './new-trial.js';
import { probableDoubles } from './probable-doubles.js';
import { additionRemarks, type CurveSummary, curveSummaries } from './trial-summary.js';

/** What new trials are added to, and how they are fitted there. */
export interface AdditionContext extends AddTrialsOptions {
  /** Tables that the trials are added to. */
  readonly base: TrialTables;
  /** Arms that are fitted; null where any may be. */
  readonly fitted: readonly string[] | null;
  /** The target of a median, and weights. */
  readonly medians: MedianSettings;
}

/** New trials added to tables, with what a reader should know before a fit. */
export interface CheckedAddition extends AddedTrials {
  readonly curves: readonly CurveSummary[];
  /** One sentence each; none of them is an issue. */
  readonly remarks: readonly string[];
}

/**
 * Adds new trials to tables and makes every remark of `qcic trials check`.
 *
 * @param trials - rows of new trials, as `parseNewTrials` reads them
 * @param context - the tables, the arms that are fitted, the target of a median
 * @returns tables with the trials, outcomes by row and table, reconstructed curves, remarks
 * @throws DataError - as `addTrials`
 */
export function addedWithRemarks(trials: readonly NewTrial[], context: AdditionContext): CheckedAddition {
  const { tables, additions } = addTrialsWithOutcome(context.base, trials, context);
  return {
    tables,
    additions,
    curves: curveSummaries(trials),
    remarks: [
      ...probableDoubles(trials, tables),
      ...additionRemarks(trials, tables, context.fitted),
      ...medianRemarks(tables, [...new Set(trials.map(({ arm }) => arm))], context.medians),
      ...allowedMedianRemarks(tables),
      ...orderRemarks(tables),
      ...hazardRatioRemarks(trials, tables),
    ],
  };
}
