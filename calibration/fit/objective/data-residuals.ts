import type { FitProblem } from '../problem.js';
import { type RowResidual, rowResidual } from './likelihood-row.js';

/**
 * The data residuals of a problem: of its likelihood where it has one, else (model - target) / scale of each column.
 *
 * @param problem - what is fitted
 * @param predictions - the model's prediction for each column; fractions
 * @param patients - patients behind the predictions
 */
export function dataResiduals(
  { likelihood, columns }: FitProblem,
  predictions: Float64Array,
  patients: number,
): readonly RowResidual[] {
  if (likelihood !== undefined) return likelihood.map((row) => rowResidual(row, predictions, patients));
  return columns.map(({ target, scale }, column) => ({
    value: (predictions[column]! - target) / scale,
    slopes: [{ column, slope: 1 / scale }],
  }));
}
