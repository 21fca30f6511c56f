import { InputError } from '../errors.js';
import { choleskyFactor, choleskyInverse, choleskySolve } from './cholesky-solve.js';
import { halvedStep } from './halved-step.js';
import type { OutOfFold, PackedRows } from './pack-rows.js';
import { packedLikelihood } from './packed-likelihood.js';
import { type Separation, separationAlong } from './separation.js';

export interface PackedFitOptions {
  /** Coefficients to start from, e.g. those of all rows when one fold is omitted; 0 by default. */
  readonly start?: ArrayLike<number>;
  readonly outOfFold?: OutOfFold;
  /** Firth's penalty: finite weights even where the labels are separated. */
  readonly penalty?: 'none' | 'firth';
}

/** A logistic regression on packed rows. */
export interface PackedFit {
  /** One per column; length width. */
  readonly coefficients: Float64Array;
  /** Inverse of the information; width x width; null where the fit did not converge. */
  readonly covariance: Float64Array | null;
  /** Without the penalty. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Other than `none`: there is no maximum without a penalty. */
  readonly separation: Separation;
}

/** Newton needs ten or so; Firth's steps, which gain a fixed factor each, more. */
const MAX_ITERATIONS = 200;
/**
 * Newton squares the error: a step of this size, per 1 + |weight|, leaves nothing but rounding in the coefficients; their
 * covariance is that of the point before it, and as near.
 */
const LAST_STEP = 1e-9;
/** Firth's steps omit the derivative of the leverages and gain a fixed factor each; they continue until rounding. */
const LAST_FIRTH_STEP = 1e-10;
/** Share of a column's weighted variance that the others must leave. */
const LEAST_UNEXPLAINED = 1e-12;
/** Before this iteration a fit may still converge; from it on each step is tested for a separating direction. */
const SUSPICIOUS_ITERATION = 8;
/** A Newton step of a quasi-separated fit has reached the separating direction by this margin. */
const BORDER_TOLERANCE = 1e-6;
/** Longest change of a coefficient in one step of a penalised fit; standard deviations. */
const LONGEST_FIRTH_STEP = 5;

/**
 * Logistic regression on packed rows by Newton's method, for the many fits of a cross-validation.
 *
 * Maximises the log-likelihood or, with Firth's penalty, log-likelihood + log det(information) / 2, whose score is
 * X'(y - p + h (1/2 - p)) with h the leverages; its maximum is finite for separated labels too. Steps are halved while the
 * objective falls. One pass over the rows an iteration; from a warm start two or three suffice.
 *
 * @param rows - packed rows; both labels occur among those trained on
 * @param options - start, rows omitted, penalty
 * @returns coefficients, their covariance, and whether the fit converged or the labels are separated
 * @throws InputError - when columns are collinear on the rows trained on
 * @see Firth 1993, doi:10.1093/biomet/80.1.27; Heinze & Schemper 2002, doi:10.1002/sim.1047
 */
export function fitPackedLogistic(rows: PackedRows, options: PackedFitOptions = {}): PackedFit {
  const { outOfFold, penalty = 'none' } = options;
  const { width } = rows;
  const lastStep = penalty === 'none' ? LAST_STEP : LAST_FIRTH_STEP;
  const at = (coefficients: Float64Array) => packedLikelihood(rows, coefficients, { outOfFold, penalty });
  let coefficients = Float64Array.from(options.start ?? new Float64Array(width));
  let here = at(coefficients);
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    if (penalty === 'none' && here.leastMargin > 0) {
      return notConverged(coefficients, here.logLikelihood, iterations, 'complete');
    }
    const factor = choleskyFactor(here.information, width, LEAST_UNEXPLAINED);
    if (factor === null) throw new InputError(describeCollinear(here.information, width));
    const step = choleskySolve(factor, here.score);
    if (penalty === 'firth') shorten(step);
    const size = step.reduce(
      (most, change, j) => Math.max(most, Math.abs(change) / (1 + Math.abs(coefficients[j]!))),
      0,
    );
    if (size <= lastStep) {
      return {
        coefficients: coefficients.map((value, j) => value + step[j]!),
        covariance: choleskyInverse(factor, width),
        logLikelihood: here.logLikelihood,
        iterations,
        converged: true,
        separation: 'none',
      };
    }
    if (penalty === 'none' && iterations >= SUSPICIOUS_ITERATION) {
      const separation = separationOf(rows, step, outOfFold);
      if (separation !== 'none') return notConverged(coefficients, here.logLikelihood, iterations, separation);
    }
    const from = coefficients;
    ({ coefficients, here } = halvedStep(
      here.objective,
      (share) => {
        const tried = from.map((value, j) => value + share * step[j]!);
        return { coefficients: tried, here: at(tried) };
      },
      (tried) => tried.here.objective,
    ));
  }
  return notConverged(coefficients, here.logLikelihood, MAX_ITERATIONS, 'none');
}

function notConverged(
  coefficients: Float64Array,
  logLikelihood: number,
  iterations: number,
  separation: Separation,
): PackedFit {
  return { coefficients, covariance: null, logLikelihood, iterations, converged: false, separation };
}

function shorten(step: Float64Array): void {
  const longest = step.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
  if (longest > LONGEST_FIRTH_STEP) for (let j = 0; j < step.length; j++) step[j]! *= LONGEST_FIRTH_STEP / longest;
}

function separationOf(rows: PackedRows, step: Float64Array, outOfFold: OutOfFold | undefined): Separation {
  const { values, width, labels } = rows;
  const eta: number[] = [];
  const trained: number[] = [];
  for (let row = 0; row < labels.length; row++) {
    if (outOfFold !== undefined && outOfFold.groupOf[row] === outOfFold.group) continue;
    let sum = 0;
    for (let j = 0; j < width; j++) sum += values[row * width + j]! * step[j]!;
    eta.push(sum);
    trained.push(labels[row]!);
  }
  return separationAlong(eta, trained, BORDER_TOLERANCE);
}

function describeCollinear(information: Float64Array, width: number): string {
  let column = 1;
  while (column < width && choleskyFactor(leading(information, width, column + 1), column + 1, LEAST_UNEXPLAINED))
    column++;
  return `fitPackedLogistic.rows: column ${column} must not be a linear function of the columns before it; got one that is`;
}

function leading(matrix: Float64Array, width: number, size: number): Float64Array {
  return Float64Array.from(
    { length: size * size },
    (_, index) => matrix[Math.floor(index / size) * width + (index % size)]!,
  );
}
