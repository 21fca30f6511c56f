import type { StandardisedColumn } from './standardise.js';

/** Rows of a regression packed for speed: the first column is 1, the others are standardised. */
export interface PackedRows {
  /** n x width, row by row; finite. */
  readonly values: Float64Array;
  readonly width: number;
  /** 1 or 0 per row; length n. */
  readonly labels: Uint8Array;
}

/** Which rows to train on: all whose group is not omitted. */
export interface OutOfFold {
  readonly groupOf: ArrayLike<number>;
  readonly group: number;
}

/**
 * Packs standardised columns behind a column of ones.
 *
 * @param columns - k standardised columns of n values
 * @param labels - 1 or 0 per row; length n
 * @returns n rows of k + 1 values
 */
export function packRows(columns: readonly StandardisedColumn[], labels: Uint8Array): PackedRows {
  const width = columns.length + 1;
  const values = new Float64Array(labels.length * width).fill(1);
  columns.forEach((column, j) => {
    for (let row = 0; row < labels.length; row++) values[row * width + j + 1] = column.values[row]!;
  });
  return { values, width, labels };
}

/**
 * Predicted log odds of packed rows.
 *
 * @param rows - packed rows
 * @param coefficients - one per column
 * @returns log odds; length n
 */
export function packedLogOdds({ values, width, labels }: PackedRows, coefficients: ArrayLike<number>): Float64Array {
  const logOdds = new Float64Array(labels.length);
  for (let row = 0, from = 0; row < logOdds.length; row++, from += width) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += values[from + j]! * coefficients[j]!;
    logOdds[row] = sum;
  }
  return logOdds;
}
