import { fitPackedLogistic, type PackedRows } from '../../src/index.js';

/** Log odds that each row got from a fit which had not seen it. */
export interface OutOfFoldLogOdds {
  readonly logOdds: Float64Array;
  /** Folds whose training rows are separated, or whose fit did not end: fitted with Firth's penalty. */
  readonly penalisedFolds: number;
}

/**
 * Out-of-fold log odds of a logistic classifier.
 *
 * Each fold's fit starts from the coefficients of all rows, from which it differs by the fold alone. Where it starts does
 * not change where it ends, and neither does the standardisation on all rows: both likelihoods are indifferent to it.
 *
 * @param rows - packed rows
 * @param foldOf - fold of each row, from 0
 * @param start - coefficients of all rows
 * @returns log odds and the number of penalised folds
 * @throws InputError - when columns are collinear on the rows of a fit
 */
export function outOfFoldLogOdds(rows: PackedRows, foldOf: Uint32Array, start: ArrayLike<number>): OutOfFoldLogOdds {
  const { values, width, labels } = rows;
  const folds = foldOf.reduce((largest, fold) => Math.max(largest, fold), 0) + 1;
  const logOdds = new Float64Array(labels.length);
  let penalisedFolds = 0;
  for (let fold = 0; fold < folds; fold++) {
    const leftOut = { groupOf: foldOf, group: fold };
    let fit = fitPackedLogistic(rows, { leftOut, start });
    if (!fit.converged) {
      penalisedFolds++;
      fit = fitPackedLogistic(rows, { leftOut, penalty: 'firth' });
    }
    for (let row = 0; row < labels.length; row++) {
      if (foldOf[row] !== fold) continue;
      let sum = 0;
      for (let j = 0; j < width; j++) sum += values[row * width + j]! * fit.coefficients[j]!;
      logOdds[row] = sum;
    }
  }
  return { logOdds, penalisedFolds };
}
