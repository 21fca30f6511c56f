import {
  fitPackedLogistic,
  NumericalError,
  type PackedFit,
  type PackedRows,
  packedLogOdds,
  packRows,
  type StandardisedColumn,
} from '../../src/index.js';
import { aucEstimate, normalEstimate } from './estimates.js';
import { type LogisticClassifier, trainLogisticClassifier } from './logistic-classifier.js';
import type { ClassifierResult, Estimate } from './result.js';
import type { TensorFlow } from './tensorflow.js';

/** A marker of a classifier: on its scale, and standardised. */
export interface ClassifierColumn {
  readonly name: string;
  readonly values: Float64Array;
  readonly standardised: StandardisedColumn;
}

/** A classifier of all rows. */
export interface FittedClassifier {
  readonly rows: PackedRows;
  /** On packed rows, from float64 Newton: starting values of the folds. */
  readonly coefficients: Float64Array;
  readonly result: Omit<ClassifierResult, 'markers' | 'scale' | 'out_of_fold'>;
  /** Log odds of the rows. */
  readonly logOdds: Float64Array;
}

/**
 * Fits a logistic classifier to all rows: weights from TensorFlow.js, covariance and a check from float64 Newton.
 *
 * Where the labels are separated, or training does not converge, the weights are those of Newton with Firth's penalty.
 *
 * @param backend - TensorFlow.js and its name
 * @param columns - markers of the classifier
 * @param labels - 1 or 0 per row
 * @returns the classifier
 * @throws InputError - when markers are collinear
 * @throws NumericalError - when the penalised fit does not converge
 */
export function fitClassifier(
  { tf, backend }: { readonly tf: TensorFlow; readonly backend: string },
  columns: readonly ClassifierColumn[],
  labels: Uint8Array,
): FittedClassifier {
  const rows = packRows(
    columns.map(({ standardised }) => standardised),
    labels,
  );
  const plain = fitPackedLogistic(rows);
  const penalised = plain.converged ? null : fitPackedLogistic(rows, { penalty: 'firth' });
  const reference = penalised ?? plain;
  if (reference.covariance === null) {
    throw new NumericalError(
      `fitClassifier: must converge with Firth's penalty; got ${reference.iterations} iterations`,
    );
  }
  const trained = plain.converged
    ? trainLogisticClassifier(tf, { columns: columns.map(({ values }) => values), labels })
    : null;
  const usable = trained?.converged === true ? trained : null;
  const packed = usable === null ? reference.coefficients : toPacked(usable, columns);
  const logOdds = packedLogOdds(rows, packed);
  return {
    rows,
    coefficients: reference.coefficients,
    logOdds,
    result: {
      trainer: usable === null ? 'float64 Newton' : `TensorFlow.js, ${backend}`,
      penalty: penalised === null ? 'none' : 'firth',
      separated: plain.separation !== 'none',
      ...inUnits(packed, reference, columns),
      standardised_weights: Array.from(packed.slice(1)),
      trainer_difference: usable === null ? null : largestDifference(packed, reference),
      in_sample: aucEstimate(logOdds, labels),
    },
  };
}

/** Coefficients of the packed rows; with the markers at their means the log odds are the packed intercept. */
function toPacked(trained: LogisticClassifier, columns: readonly ClassifierColumn[]): Float64Array {
  const atMeans = trained.weights.reduce(
    (sum, weight, j) => sum + weight * columns[j]!.standardised.mean,
    trained.intercept,
  );
  return Float64Array.of(atMeans, ...trained.standardisedWeights);
}

/** Intercept and weights per unit of each marker; the intercept at 0 of every marker is a sum of all coefficients. */
function inUnits(
  packed: Float64Array,
  { covariance }: PackedFit,
  columns: readonly ClassifierColumn[],
): { readonly intercept: Estimate; readonly weights: readonly Estimate[] } {
  const width = packed.length;
  const toUnit = [1, ...columns.map(({ standardised }) => -standardised.mean / standardised.standardDeviation)];
  const variance = (i: number, j: number) => covariance?.[i * width + j] ?? Number.NaN;
  const interceptVariance = toUnit.reduce(
    (sum, a, i) => sum + toUnit.reduce((inner, b, j) => inner + a * b * variance(i, j), 0),
    0,
  );
  return {
    intercept: normalEstimate(
      packed.reduce((sum, value, j) => sum + value * toUnit[j]!, 0),
      Math.sqrt(interceptVariance),
    ),
    weights: columns.map(({ standardised: { standardDeviation } }, j) =>
      normalEstimate(packed[j + 1]! / standardDeviation, Math.sqrt(variance(j + 1, j + 1)) / standardDeviation),
    ),
  };
}

function largestDifference(packed: Float64Array, { coefficients, covariance }: PackedFit): number {
  const width = packed.length;
  return packed.reduce(
    (most, value, j) =>
      Math.max(most, Math.abs(value - coefficients[j]!) / Math.sqrt(covariance?.[j * width + j] ?? Number.NaN)),
    0,
  );
}
