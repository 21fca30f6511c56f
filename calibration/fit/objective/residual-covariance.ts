import { Matrix } from 'ml-matrix';
import { square } from '../../../src/index.js';
import type { ColumnPlace, FitProblem, TargetColumn } from '../problem.js';
import type { ColumnCovariance } from './column-covariances.js';
import type { LikelihoodRow } from './likelihood-row.js';

type Group = 'response' | 'survival' | 'pfs' | 'best';

/** Columns of one multinomial, or of one curve. */
const groupOf: Readonly<Record<ColumnPlace['kind'], Group>> = {
  response: 'response',
  survival: 'survival',
  pfs: 'pfs',
  'pfs-between': 'pfs',
  best: 'best',
};

/**
 * Covariance of the data residuals over repeated trials of the same sizes, at the model's predictions.
 *
 * Pooled endpoints: classes of one arm covary as a multinomial's, a curve at two times by S_later (1 - S_earlier) / n, each in units
 * of its residual; a curve that is read linearly between visits has these covariances too. Observations of the likelihood have the
 * variance of their configured weight (trials that differ by more than sampling have the larger variance that their design effect
 * divides out), less the multinomial's one missing degree of freedom.
 *
 * Overall survival, progression-free survival and best response of an arm, or of one trial, are of the same patients: they covary as in
 * the model's patients where `covariance` is given, the fewer patients of two endpoints being among the others. The response of
 * one visit is taken as independent of them.
 *
 * @param problem - what was fitted
 * @param predictions - the model's prediction for each column; fractions
 * @param covariance - of columns that depend on survival; none: different endpoints are independent
 * @returns residuals x residuals
 */
export function residualCovariance(
  { columns, likelihood }: FitProblem,
  predictions: ArrayLike<number>,
  covariance?: ColumnCovariance,
): Matrix {
  return likelihood === undefined
    ? columnsCovariance(columns, predictions, covariance)
    : rowsCovariance(columns, likelihood, predictions, covariance);
}

/** Whether the residuals of a problem are of several endpoints that depend on the deaths of the same patients. */
export function sharesDeaths({ columns }: FitProblem): boolean {
  const groups = new Set(columns.map(({ column }) => groupOf[column.kind]));
  groups.delete('response');
  return groups.size > 1;
}

const areLinked = (a: Group, b: Group): boolean => a !== b && a !== 'response' && b !== 'response';

function columnsCovariance(
  columns: readonly TargetColumn[],
  predictions: ArrayLike<number>,
  linked?: ColumnCovariance,
): Matrix {
  const covariance = Matrix.zeros(columns.length, columns.length);
  const correlation = (i: number, j: number): number => {
    const [a, b] = [columns[i]!, columns[j]!];
    const [groupA, groupB] = [groupOf[a.column.kind], groupOf[b.column.kind]];
    const [p, q] = [predictions[i]!, predictions[j]!];
    if (areLinked(groupA, groupB)) {
      if (linked === undefined) return 0;
      // Unit of the residual of a class: sqrt(p), Pearson's; of a curve: its standard deviation
      const unit = (group: Group, share: number) => Math.sqrt(group === 'best' ? share : share * (1 - share));
      const own = unit(groupA, p) * unit(groupB, q);
      const [few, many] = [a.patients ?? 1, b.patients ?? 1].sort((x, y) => x - y) as [number, number];
      return own > 0 ? (Math.sqrt(few / many) * linked(i, j)) / own : 0;
    }
    if (groupA !== groupB) return 0;
    // The residual's own error is sqrt(p / n), Pearson's
    if (groupA === 'response' || groupA === 'best') return (i === j ? 1 : 0) - Math.sqrt(p * q);
    const [earlier, later] = a.column.index <= b.column.index ? [p, q] : [q, p];
    const own = Math.sqrt(p * (1 - p) * q * (1 - q));
    return own > 0 ? (later * (1 - earlier)) / own : i === j ? 1 : 0;
  };
  columns.forEach((a, i) => {
    columns.forEach((b, j) => {
      if (
        a.arm !== b.arm ||
        (linked !== undefined && j < i && areLinked(groupOf[a.column.kind], groupOf[b.column.kind]))
      ) {
        if (a.arm === b.arm) covariance.set(i, j, covariance.get(j, i));
        return;
      }
      covariance.set(i, j, (correlation(i, j) * a.samplingError * b.samplingError) / (a.scale * b.scale));
    });
  });
  return covariance;
}

function rowsCovariance(
  columns: readonly TargetColumn[],
  likelihood: readonly LikelihoodRow[],
  predictions: ArrayLike<number>,
  linked?: ColumnCovariance,
): Matrix {
  const covariance = Matrix.diag(likelihood.map(({ emphasis }) => emphasis));
  const groups = likelihood.map(
    (row) => groupOf[columns[row.kind === 'interval' ? row.after : row.column]!.column.kind],
  );
  const scores = likelihood.map((row) => scoreOf(row, predictions));
  likelihood.forEach((a, i) => {
    likelihood.forEach((b, j) => {
      if (a.trial !== b.trial || a.arm !== b.arm || j < i) return;
      let value: number;
      if (a.kind === 'class' && b.kind === 'class' && groups[i] === groups[j]) {
        const overlap = Math.sqrt(predictions[a.column]! * predictions[b.column]!);
        value = a.emphasis * ((i === j ? 1 : 0) - overlap);
      } else if (linked !== undefined && areLinked(groups[i]!, groups[j]!)) {
        value = Math.sqrt(a.emphasis * b.emphasis) * scoreCorrelation(scores[i]!, scores[j]!, linked);
      } else return;
      covariance.set(i, j, value);
      covariance.set(j, i, value);
    });
  });
  return covariance;
}

/** A standardised residual as a sum over the patients of a trial of what columns count of them; to first order, up to its sign. */
interface Score {
  readonly patients: number;
  readonly terms: readonly { readonly column: number; readonly coefficient: number }[];
}

/**
 * Of a class: X / sqrt(n p). Of events among those at risk, with hazard h: ((1 - h) X_before - X_after) / sqrt(at risk h (1 - h)), which
 * is events minus those expected. Of a median: X / (n standard error).
 */
function scoreOf(row: LikelihoodRow, predictions: ArrayLike<number>): Score {
  if (row.kind === 'class') {
    const { column, patients } = row;
    const share = predictions[column]!;
    return { patients, terms: share > 0 ? [{ column, coefficient: 1 / Math.sqrt(patients * share) }] : [] };
  }
  if (row.kind === 'median') {
    const patients = 0.25 / square(row.standardError);
    return { patients, terms: [{ column: row.column, coefficient: 1 / (patients * row.standardError) }] };
  }
  const before = row.before === null ? 1 : predictions[row.before]!;
  const hazard = 1 - predictions[row.after]! / before;
  const unit = Math.sqrt(row.atRisk * hazard * (1 - hazard));
  if (!(unit > 0)) return { patients: row.atRisk / before, terms: [] };
  return {
    patients: row.atRisk / before,
    terms: [
      ...(row.before === null ? [] : [{ column: row.before, coefficient: (1 - hazard) / unit }]),
      { column: row.after, coefficient: -1 / unit },
    ],
  };
}

function scoreCorrelation(a: Score, b: Score, linked: ColumnCovariance): number {
  let total = 0;
  for (const left of a.terms) {
    for (const right of b.terms) total += left.coefficient * right.coefficient * linked(left.column, right.column);
  }
  return Math.min(a.patients, b.patients) * total;
}
