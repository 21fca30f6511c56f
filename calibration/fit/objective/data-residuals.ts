import { Matrix } from 'ml-matrix';
import type { ColumnPlace, FitProblem } from '../problem.js';
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

/** Columns of one multinomial, or of one curve. */
const endpointsOf: Readonly<Record<ColumnPlace['kind'], 'response' | 'survival' | 'pfs' | 'best'>> = {
  response: 'response',
  survival: 'survival',
  pfs: 'pfs',
  'pfs-before': 'pfs',
  'pfs-between': 'pfs',
  best: 'best',
};

/**
 * Covariance of the data residuals over repeated trials of the same sizes, at the model's predictions.
 *
 * Pooled endpoints: classes of one arm covary as a multinomial's, a curve at two times by S_later (1 - S_earlier) / n, each in units
 * of its residual; a curve that is read linearly between visits has these covariances too. Response, best response, overall and
 * progression-free survival of an arm are taken as independent of each other. Observations of the likelihood have the variance of their configured weight (trials that differ by more than sampling have the larger variance that their
 * design effect divides out), less the multinomial's one missing degree of freedom.
 *
 * @param problem - what was fitted
 * @param predictions - the model's prediction for each column; fractions
 * @returns residuals x residuals
 */
export function residualCovariance({ columns, likelihood }: FitProblem, predictions: ArrayLike<number>): Matrix {
  if (likelihood !== undefined) {
    const covariance = Matrix.diag(likelihood.map(({ emphasis }) => emphasis));
    likelihood.forEach((a, i) => {
      if (a.kind !== 'class') return;
      likelihood.forEach((b, j) => {
        if (b.kind !== 'class' || a.trial !== b.trial || a.arm !== b.arm) return;
        if (columns[a.column]!.column.kind !== columns[b.column]!.column.kind) return;
        const overlap = Math.sqrt(predictions[a.column]! * predictions[b.column]!);
        covariance.set(i, j, a.emphasis * ((i === j ? 1 : 0) - overlap));
      });
    });
    return covariance;
  }
  const covariance = Matrix.zeros(columns.length, columns.length);
  columns.forEach((a, i) => {
    columns.forEach((b, j) => {
      if (a.arm !== b.arm || endpointsOf[a.column.kind] !== endpointsOf[b.column.kind]) return;
      const [p, q] = [predictions[i]!, predictions[j]!];
      if (a.column.kind === 'response' || a.column.kind === 'best') {
        // The residual's own error is sqrt(p / n), Pearson's
        const correlation = (i === j ? 1 : 0) - Math.sqrt(p * q);
        covariance.set(i, j, (correlation * a.samplingError * b.samplingError) / (a.scale * b.scale));
        return;
      }
      const [earlier, later] = a.column.index <= b.column.index ? [p, q] : [q, p];
      const own = Math.sqrt(p * (1 - p) * q * (1 - q));
      const correlation = own > 0 ? (later * (1 - earlier)) / own : i === j ? 1 : 0;
      covariance.set(i, j, (correlation * a.samplingError * b.samplingError) / (a.scale * b.scale));
    });
  });
  return covariance;
}
