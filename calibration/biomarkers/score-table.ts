import { DataError } from '../../src/index.js';
import type { MarkerScale } from './result.js';

/** Scores of the same rows by column, with the outcome of each row: simulated patients or real ones. */
export interface ScoreTable {
  /** Its source, for messages and random streams; unique within a run. */
  readonly name: string;
  readonly columns: readonly ScoreColumn[];
  /** 1 for the positive outcome, 0 otherwise. */
  readonly labels: Uint8Array;
}

export interface ScoreColumn {
  readonly name: string;
  /** One per row; own unit; finite. */
  readonly values: Float64Array;
}

/**
 * Checks that a table can be analysed: complete, finite, varying markers and enough rows of each label for the folds.
 *
 * @param table - markers and labels
 * @param folds - folds of the cross-validation; each needs a row of either label
 * @throws DataError - names the table and the column
 */
export function checkScoreTable({ name, columns, labels }: ScoreTable, folds: number): void {
  const rows = labels.length;
  const issue = labels.findIndex((label) => !(label === 0 || label === 1));
  if (issue >= 0) throw new DataError(`${name}: label of row ${issue + 1}: must be 0 or 1; got ${labels[issue]}`);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  for (const [message, count] of [
    ['positive', positives],
    ['negative', rows - positives],
  ] as const) {
    if (!(count >= folds)) {
      throw new DataError(
        `${name}: must hold at least ${folds} ${message} rows, one per fold; got ${count} of ${rows} rows`,
      );
    }
  }
  if (columns.length === 0) throw new DataError(`${name}: must hold at least one marker; got none`);
  for (const { name: column, values } of columns) {
    if (values.length !== rows) {
      throw new DataError(`${name}: column ${column}: must hold one value per row (${rows}); got ${values.length}`);
    }
    const invalid = values.findIndex((value) => !Number.isFinite(value));
    if (invalid >= 0) {
      throw new DataError(`${name}: column ${column}: row ${invalid + 1}: must be finite; got ${values[invalid]}`);
    }
    if (values.every((value) => value === values[0])) {
      throw new DataError(`${name}: column ${column}: must vary; got ${values[0]} in all ${rows} rows`);
    }
  }
}

/** Settings of an analysis of a score table. */
export interface AnalysisSettings {
  readonly seed: string;
  /** Folds of a cross-validation, and number of repeats with new folds; whole; >= 2 and >= 1. */
  readonly folds: number;
  readonly repeats: number;
  /** Prevalence for the predictive values; null: proportion of positive rows in the table. */
  readonly prevalence: number | null;
  /** Sensitivity and specificity of the thresholds; in (0, 1). */
  readonly sensitivity: number;
  readonly specificity: number;
  /** Upper false positive rate of partial AUCs; in (0, 1]. */
  readonly partialAucTo: number;
  /** Resamples of the bootstrap, and permutations of the permutation test; whole; 0 for none. */
  readonly bootstrap: number;
  readonly permutations: number;
  /** The permutation test uses at most this number of rows, from the top of the table. */
  readonly permutationRows: number;
  readonly scales: readonly MarkerScale[];
  /** Numbers of markers of a classifier: every set of each size is trained. */
  readonly classifierSizes: readonly number[];
  /** Whether the combined score of the paper, the sum of two min-max scaled markers, is evaluated. */
  readonly minMaxSums: 'none' | 'pairs';
  /** Largest number of points of a curve for plotting; whole; >= 2. */
  readonly curvePoints: number;
}

/** Defaults of the settings for all commands. */
export const analysisDefaults = {
  prevalence: null,
  sensitivity: 0.9,
  specificity: 0.9,
  /** Specificity of at least 0.9. */
  partialAucTo: 0.1,
  bootstrap: 1000,
  classifierSizes: [1, 2, 3, 4],
  minMaxSums: 'none',
  curvePoints: 160,
} as const satisfies Partial<AnalysisSettings>;
