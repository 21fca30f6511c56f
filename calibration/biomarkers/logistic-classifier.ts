import { separationAlong, type WhitenedColumns, whiten } from '../../src/index.js';
import { type LogisticGradient, logisticGradient } from './logistic-gradient.js';
import type { TensorFlow } from './tensorflow.js';

/** A trained classifier: score = intercept + sum of weight x marker, the log odds of response. */
export interface LogisticClassifier {
  readonly intercept: number;
  /** Per unit of each marker. */
  readonly weights: readonly number[];
  /** Per (sample) standard deviation of each marker. */
  readonly standardisedWeights: readonly number[];
  /** Gradients computed. */
  readonly iterations: number;
  readonly converged: boolean;
  /** True where a plane divides the labels without error: the weights then define one such plane; their length is arbitrary. */
  readonly separated: boolean;
}

/** Markers by column, and the label of each row. */
export interface LabelledMarkers {
  readonly columns: readonly Float64Array[];
  readonly labels: Uint8Array;
}

/** Largest component of the gradient at convergence; a few times the rounding error of float32 sums over 10,000 rows. */
const GRADIENT_TOLERANCE = 1e-6;
const MAX_ITERATIONS = 5000;
/** The second derivative of log(1 + exp(eta)) is at most 1/4, and whitened columns have Z'Z / n <= I. */
const LIPSCHITZ_CONSTANT = 0.25;
/** Iterations between tests for separation, which cost about as much as a gradient. */
const SEPARATION_INTERVAL = 10;

/**
 * Trains a logistic classifier with TensorFlow.js, by maximum likelihood without a penalty.
 *
 * Markers are standardised and whitened in float64, so the Hessian at weights 0 is I / 4 whatever their correlation. Training uses
 * full-batch gradient steps of 1 / Lipschitz constant with Nesterov momentum, which is reset whenever it points
 * uphill, until no component of the gradient exceeds 1e-6. Completely separated labels have no maximum: training stops at
 * the first tested iterate that classifies every row, with `separated` set. (A separation with rows on the border appears
 * only as large weights; fitPackedLogistic detects it.)
 *
 * @param tf - TensorFlow.js
 * @param training - k >= 1 markers of n finite values, each varying and none a linear function of the others; labels 0
 * and 1, both present
 * @returns weights, iterations and the outcome of the training
 * @throws InputError - when a marker is constant or not finite, lengths differ, or markers are collinear
 * @see Nesterov 1983 (momentum); O'Donoghue & Candes 2015, doi:10.1007/s10208-013-9150-3 (restart)
 */
export function trainLogisticClassifier(tf: TensorFlow, training: LabelledMarkers): LogisticClassifier {
  const whitened = whiten(training.columns);
  const design = withIntercept(whitened);
  const width = whitened.columnCount + 1;
  const gradient = logisticGradient(tf, { design, width, labels: training.labels });
  try {
    const separates = (weights: readonly number[]) =>
      separationAlong(predictorOf(design, weights), training.labels, 0) === 'complete';
    const { weights, ...outcome } = descend(gradient, separates, new Array<number>(width).fill(0));
    const standardisedWeights = Array.from(whitened.toStandardisedWeights(weights.slice(1)));
    const perUnit = standardisedWeights.map((weight, j) => weight / whitened.standardDeviations[j]!);
    const intercept = perUnit.reduce((sum, weight, j) => sum - weight * whitened.means[j]!, weights[0]!);
    return { intercept, weights: perUnit, standardisedWeights, ...outcome };
  } finally {
    gradient.dispose();
  }
}

function descend(
  gradient: LogisticGradient,
  separates: (weights: readonly number[]) => boolean,
  start: readonly number[],
) {
  let ahead = [...start];
  let current = ahead;
  let momentum = 1;
  for (let iterations = 1; ; iterations++) {
    const slope = gradient.at(ahead);
    const converged = slope.every((component) => Math.abs(component) <= GRADIENT_TOLERANCE);
    const last = converged || iterations === MAX_ITERATIONS;
    if (last || iterations % SEPARATION_INTERVAL === 0) {
      const separated = separates(ahead);
      if (last || separated) return { weights: ahead, iterations, converged: converged && !separated, separated };
    }
    const next = ahead.map((weight, j) => weight - slope[j]! / LIPSCHITZ_CONSTANT);
    const change = next.map((weight, j) => weight - current[j]!);
    const uphill = change.reduce((sum, value, j) => sum + value * slope[j]!, 0) > 0;
    const nextMomentum = uphill ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const carry = uphill ? 0 : (momentum - 1) / nextMomentum;
    ahead = next.map((weight, j) => weight + carry * change[j]!);
    current = next;
    momentum = nextMomentum;
  }
}

/** Rows of 1 and the whitened markers, in the layout of TensorFlow.js. */
function withIntercept({ rows, rowCount, columnCount }: WhitenedColumns): Float32Array {
  const design = new Float32Array(rowCount * (columnCount + 1));
  let at = 0;
  for (let row = 0; row < rowCount; row++) {
    design[at++] = 1;
    for (let j = 0; j < columnCount; j++) design[at++] = rows[row * columnCount + j]!;
  }
  return design;
}

function predictorOf(design: Float32Array, weights: readonly number[]): Float64Array {
  const predictor = new Float64Array(design.length / weights.length);
  for (let row = 0; row < predictor.length; row++) {
    for (let j = 0; j < weights.length; j++) predictor[row]! += weights[j]! * design[row * weights.length + j]!;
  }
  return predictor;
}
