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

/** Scale on which a classifier takes its markers. */
export type MarkerScale = 'raw' | 'log';

/** What an analysis of a score table is determined by, besides the table. */
export interface RocSettings {
  readonly seed: string;
  /** Folds of a cross-validation, and how often it is repeated on fresh folds; whole; >= 2 and >= 1. */
  readonly folds: number;
  readonly repeats: number;
  /** Share of positives among those the rules will meet; null: that of the table. */
  readonly prevalence: number | null;
  /** Sensitivity and specificity at which thresholds are given; in (0, 1). */
  readonly sensitivity: number;
  readonly specificity: number;
  /** Partial areas reach up to this false positive rate; in (0, 1]. */
  readonly partialAucTo: number;
  /** Resamples of the bootstrap, and shufflings of the permutation test; whole; 0 for none. */
  readonly bootstrap: number;
  readonly permutations: number;
  /** The permutation test takes the first rows of the table up to this number. */
  readonly permutationRows: number;
  readonly scales: readonly MarkerScale[];
  /** Most points of a curve for plotting; whole; >= 2. */
  readonly curvePoints: number;
}
