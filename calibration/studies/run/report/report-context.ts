import type { FigureReceiver } from '../../../page/drawn-plot.js';
import { formatCount } from '../../../page/format-number.js';
import { type ArmStyle, armStyles } from '../../../plots/arm-style.js';
import { storedLabels } from '../../treatments.js';
import type { FigureTables } from '../plot-tables.js';
import type { RunResults } from '../result.js';
import type { ReportInput, ReportManifest, ReportRemarks } from './report-input.js';

/** Input of every section. */
export interface ReportContext extends FigureReceiver {
  readonly results: RunResults;
  readonly figures: FigureTables;
  readonly manifest: ReportManifest;
  readonly remarks: ReportRemarks;
  /** Names and colours of the run's arms, in the order of the run. */
  readonly arms: readonly ArmStyle[];
}

/**
 * The context of a report.
 *
 * @param input - the run
 * @param receiver - of warnings of the plot renderer, and of the tables behind figures
 * @returns the context
 */
export function reportContext(input: ReportInput, receiver: FigureReceiver): ReportContext {
  const { results, figures, manifest } = input;
  return {
    results,
    figures,
    manifest,
    remarks: input.remarks ?? {},
    arms: armStyles(results.arms, storedLabels(results)),
    ...receiver,
  };
}

/**
 * The cohort behind the simulated endpoints, as a sentence.
 *
 * @param results - the run
 * @returns a sentence that can end a caption
 */
export function describeCohort(results: RunResults): string {
  const { confirmation } = results;
  return confirmation === null
    ? 'Simulated: the last cohort that the run finished; there is no validation cohort.'
    : `Simulated: validation cohort, n = ${formatCount(confirmation.n)} in every arm.`;
}

/**
 * Why a result is missing.
 *
 * @param results - the run
 * @param what - the missing result, as the subject of a sentence
 * @returns one sentence
 */
export function describeMissing(results: RunResults, what: string): string {
  switch (results.status) {
    case 'interrupted':
      return `${what} is missing: the run was interrupted before this step.`;
    case 'evaluated':
      return `${what} is missing: the run evaluated given shapes and did not compute it.`;
    default:
      return `${what} is missing: the run did not compute it.`;
  }
}
