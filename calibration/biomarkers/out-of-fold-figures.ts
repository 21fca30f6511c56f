import {
  type AucResult,
  aucDeLong,
  brierScore,
  type CalibrationLine,
  calibrationLine,
  type LineEstimate,
  type PackedRows,
} from '../../src/index.js';
import { outOfFoldLogOdds } from './out-of-fold.js';
import type { ClassifierFigures, EstimateFigures } from './roc-results.js';

/** Normal quantile of 0.975. */
const Z = 1.959963984540054;

export interface RepeatedValidation {
  readonly figures: ClassifierFigures['out_of_fold'];
  /** Log odds and probabilities of the first repeat. */
  readonly logOdds: Float64Array;
  readonly probabilities: Float64Array;
}

/**
 * Repeated k-fold cross-validation of a logistic classifier: the means of what each repeat gives.
 *
 * The repeats share their rows, so averaging takes away the chance of the folds and not that of the rows: standard errors
 * are the root mean squares of those of the repeats.
 *
 * @param rows - packed rows
 * @param plans - fold of each row, per repeat; at least one repeat
 * @param start - coefficients of all rows
 * @returns figures, and the first repeat's predictions
 */
export function validateRepeatedly(
  rows: PackedRows,
  plans: readonly Uint32Array[],
  start: ArrayLike<number>,
): RepeatedValidation {
  const repeats = plans.map((foldOf) => {
    const { logOdds, penalisedFolds } = outOfFoldLogOdds(rows, foldOf, start);
    const probabilities = logOdds.map((value) => 1 / (1 + Math.exp(-value)));
    return {
      logOdds,
      probabilities,
      penalisedFolds,
      area: aucDeLong(logOdds, rows.labels),
      brier: brierScore(probabilities, rows.labels),
      line: calibrationLine(logOdds, rows.labels),
    };
  });
  const areas = repeats.map(({ area }) => area);
  const auc = meanOf(areas.map((area) => area.auc));
  const delongSe = Math.sqrt(meanOf(areas.map(({ standardError }) => standardError ** 2)));
  return {
    logOdds: repeats[0]!.logOdds,
    probabilities: repeats[0]!.probabilities,
    figures: {
      auc,
      delong_se: delongSe,
      ci_low: Math.max(0, auc - Z * delongSe),
      ci_high: Math.min(1, auc + Z * delongSe),
      repeat_sd: spreadOf(areas),
      brier: meanOf(repeats.map(({ brier }) => brier.score)),
      brier_scaled: meanOf(repeats.map(({ brier }) => brier.scaled)),
      ...calibrationFigures(repeats.map(({ line }) => line)),
      penalised_folds: repeats.reduce((sum, { penalisedFolds }) => sum + penalisedFolds, 0),
    },
  };
}

function spreadOf(areas: readonly AucResult[]): number | null {
  if (areas.length < 2) return null;
  const centre = meanOf(areas.map(({ auc }) => auc));
  return Math.sqrt(areas.reduce((sum, { auc }) => sum + (auc - centre) ** 2, 0) / (areas.length - 1));
}

function calibrationFigures(lines: readonly (CalibrationLine | null)[]) {
  const known = lines.filter((line) => line !== null);
  const average = (part: keyof CalibrationLine): EstimateFigures | null =>
    known.length < lines.length ? null : averaged(known.map((line) => line[part]));
  return {
    calibration_slope: average('slope'),
    calibration_intercept: average('intercept'),
    calibration_in_the_large: average('inTheLarge'),
  };
}

function averaged(estimates: readonly LineEstimate[]): EstimateFigures {
  const value = meanOf(estimates.map((estimate) => estimate.value));
  const se = Math.sqrt(meanOf(estimates.map(({ standardError }) => standardError ** 2)));
  return { value, se, ci_low: value - Z * se, ci_high: value + Z * se };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
