import { DataError } from '../../src/index.js';
import type { MarkerScale } from './result.js';

/** Scores of the same rows by column, with the outcome of each row: simulated patients or real ones. */
export interface ScoreTable {
  /** Where it comes from, for messages and random streams; unique within a run. */
  readonly name: string;
  readonly columns: readonly ScoreColumn[];
  /** 1 for the outcome that is looked for, 0 otherwise. */
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
 * @throws DataError - naming the table and the column
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
    const broken = values.findIndex((value) => !Number.isFinite(value));
    if (broken >= 0) {
      throw new DataError(`${name}: column ${column}: row ${broken + 1}: must be finite; got ${values[broken]}`);
    }
    if (values.every((value) => value === values[0])) {
      throw new DataError(`${name}: column ${column}: must vary; got ${values[0]} in all ${rows} rows`);
    }
  }
}

/** What determines an analysis of a score table, besides the table. */
export interface AnalysisSettings {
  readonly seed: string;
  /** Folds of a cross-validation, and how often it is repeated on fresh folds; whole; >= 2 and >= 1. */
  readonly folds: number;
  readonly repeats: number;
  /** Prevalence at which predictive values are stated; null: share of positive rows in the table. */
  readonly prevalence: number | null;
  /** Sensitivity and specificity at which thresholds are given; in (0, 1). */
  readonly sensitivity: number;
  readonly specificity: number;
  /** Partial areas reach up to this false positive rate; in (0, 1]. */
  readonly partialAucTo: number;
  /** Resamples of the bootstrap, and permutations of the permutation test; whole; 0 for none. */
  readonly bootstrap: number;
  readonly permutations: number;
  /** The permutation test takes the first rows of the table up to this number. */
  readonly permutationRows: number;
  readonly scales: readonly MarkerScale[];
  /** How many markers a classifier has: every set of each of these sizes is trained. */
  readonly classifierSizes: readonly number[];
  /** Whether the combined score of the paper, the sum of two min-max scaled markers, is evaluated. */
  readonly minMaxSums: 'none' | 'pairs';
  /** Most points of a curve for plotting; whole; >= 2. */
  readonly curvePoints: number;
}

/** Settings that every analysis shares unless its command says otherwise. */
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
