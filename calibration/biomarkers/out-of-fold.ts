import {
  brierScore,
  type CalibrationLine,
  calibrationLine,
  exp,
  fitPackedLogistic,
  type LineEstimate,
  type PackedRows,
  square,
} from '../../src/index.js';
import { aucEstimate, meanAuc, meanOf, normalEstimate } from './estimates.js';
import type { ClassifierResult, Estimate } from './result.js';

/** Log odds of each row from a fit to the other folds. */
export interface OutOfFoldLogOdds {
  readonly logOdds: Float64Array;
  /** Folds whose training rows are separated, or whose fit did not converge: fitted with Firth's penalty. */
  readonly penalisedFolds: number;
}

/**
 * Out-of-fold log odds of a logistic classifier.
 *
 * Each fold's fit starts from the coefficients of all rows, from which it differs only by the fold. The starting point does not
 * change the fit, and neither does the standardisation on all rows: both likelihoods are invariant to it.
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
    const outOfFold = { groupOf: foldOf, group: fold };
    let fit = fitPackedLogistic(rows, { outOfFold, start });
    if (!fit.converged) {
      penalisedFolds++;
      fit = fitPackedLogistic(rows, { outOfFold, penalty: 'firth' });
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

export interface RepeatedValidation {
  readonly result: ClassifierResult['out_of_fold'];
  /** Log odds and probabilities of the first repeat. */
  readonly logOdds: Float64Array;
  readonly probabilities: Float64Array;
}

/**
 * Repeated k-fold cross-validation of a logistic classifier: the means over the repeats.
 *
 * @param rows - packed rows
 * @param plans - fold of each row, per repeat; at least one repeat
 * @param start - coefficients of all rows
 * @returns the result, and the predictions of the first repeat
 */
export function validateRepeatedly(
  rows: PackedRows,
  plans: readonly Uint32Array[],
  start: ArrayLike<number>,
): RepeatedValidation {
  const repeats = plans.map((foldOf) => {
    const { logOdds, penalisedFolds } = outOfFoldLogOdds(rows, foldOf, start);
    const probabilities = logOdds.map((value) => 1 / (1 + exp(-value)));
    return {
      logOdds,
      probabilities,
      penalisedFolds,
      estimate: aucEstimate(logOdds, rows.labels),
      brier: brierScore(probabilities, rows.labels),
      line: calibrationLine(logOdds, rows.labels),
    };
  });
  const aucs = repeats.map(({ estimate }) => estimate);
  const lines = repeats.map(({ line }) => line);
  return {
    logOdds: repeats[0]!.logOdds,
    probabilities: repeats[0]!.probabilities,
    result: {
      ...meanAuc(aucs),
      repeat_sd: spreadOf(aucs.map(({ auc }) => auc)),
      brier: meanOf(repeats.map(({ brier }) => brier.score)),
      brier_scaled: meanOf(repeats.map(({ brier }) => brier.scaled)),
      calibration_slope: meanLine(lines, 'slope'),
      calibration_intercept: meanLine(lines, 'intercept'),
      calibration_in_the_large: meanLine(lines, 'inTheLarge'),
      penalised_folds: repeats.reduce((sum, { penalisedFolds }) => sum + penalisedFolds, 0),
    },
  };
}

function spreadOf(aucs: readonly number[]): number | null {
  if (aucs.length < 2) return null;
  const centre = meanOf(aucs);
  return Math.sqrt(aucs.reduce((sum, auc) => sum + square(auc - centre), 0) / (aucs.length - 1));
}

/** The mean over the repeats; null where one of them has no calibration line. */
function meanLine(lines: readonly (CalibrationLine | null)[], part: keyof CalibrationLine): Estimate | null {
  const known = lines.flatMap((line): LineEstimate[] => (line === null ? [] : [line[part]]));
  if (known.length < lines.length) return null;
  const se = Math.sqrt(meanOf(known.map(({ standardError }) => square(standardError))));
  return normalEstimate(meanOf(known.map(({ value }) => value)), se);
}
