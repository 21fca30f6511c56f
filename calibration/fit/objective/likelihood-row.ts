import { binomialRoot, classRoot } from './deviance.js';

/** The trial and the observation that a row describes. */
interface RowLabel {
  readonly trial: string;
  readonly arm: string;
  /** A response class, `deaths_2_3` (died between months 2 and 3), or the name of a median. */
  readonly endpoint: string;
  /** Factor on the squared residual: the configured weight over the design effect of the trial. */
  readonly weight: number;
  /** The configured weight alone: the variance of the residual over repeated trials, as that of an unweighted one is 1. */
  readonly emphasis: number;
}

/** Patients of one trial in one response class. */
export interface ClassRow extends RowLabel {
  readonly kind: 'class';
  readonly column: number;
  readonly patients: number;
  readonly observed: number;
}

/** Deaths of one trial between two landmarks, among those at risk. */
export interface IntervalRow extends RowLabel {
  readonly kind: 'interval';
  /** Columns of survival at the two landmarks; null before the first, where all live. */
  readonly before: number | null;
  readonly after: number;
  readonly atRisk: number;
  /** Share of those at risk who died. */
  readonly observed: number;
}

/** Survival at a trial's median, for a trial that states no curve: half of the patients. */
export interface MedianRow extends RowLabel {
  readonly kind: 'median';
  readonly column: number;
  readonly standardError: number;
}

/** One observation of the likelihood. Plain data; columns are positions in the problem's list. */
export type LikelihoodRow = ClassRow | IntervalRow | MedianRow;

/** A residual with its derivatives by the columns it depends on. */
export interface RowResidual {
  readonly value: number;
  readonly slopes: readonly { readonly column: number; readonly slope: number }[];
}

/** Hazards are kept this far from 0 and 1, where a deviance ends. */
const LEAST_PROBABILITY = 1e-9;

/**
 * The residual of a row: a signed square root of its deviance, so that half the sum of squares is minus the log likelihood
 * up to a constant.
 *
 * A class without patients in a pool is not impossible: shares are taken as (N p + 1/2) / (N + 2).
 *
 * @param row - the observation
 * @param predictions - the model's prediction for each column; fractions
 * @param patients - N, patients behind the predictions
 */
export function rowResidual(row: LikelihoodRow, predictions: ArrayLike<number>, patients: number): RowResidual {
  const root = Math.sqrt(row.weight);
  if (row.kind === 'median') {
    const scale = root / row.standardError;
    return { value: (predictions[row.column]! - 0.5) * scale, slopes: [{ column: row.column, slope: scale }] };
  }
  if (row.kind === 'class') {
    const shrinkage = patients / (patients + 2);
    const model = predictions[row.column]! * shrinkage + 0.5 / (patients + 2);
    const { value, slope } = classRoot(row.patients, row.observed, model);
    return { value: root * value, slopes: [{ column: row.column, slope: root * slope * shrinkage }] };
  }
  const before = row.before === null ? 1 : predictions[row.before]!;
  const after = predictions[row.after]!;
  const dying = Math.min(Math.max(1 - after / before, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY);
  const { value, slope } = binomialRoot(row.atRisk, row.observed, dying);
  const slopes = [{ column: row.after, slope: (-root * slope) / before }];
  if (row.before !== null) slopes.push({ column: row.before, slope: (root * slope * after) / (before * before) });
  return { value: root * value, slopes };
}
