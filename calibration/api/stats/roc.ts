import {
  aucDeLong,
  bootstrapAucs,
  deLongTest as compareAucs,
  type DiagnosticCounts,
  predictiveValues as estimatePredictiveValues,
  type PredictiveValues,
  quantileSorted,
  randomStream,
} from '../../../src/index.js';
import { DEFAULT_LEVEL, DEFAULT_SEED, type IntervalOptions, type SeedOptions } from './coverage.js';

/** Area under a ROC curve with its standard error and interval; all in [0, 1]. */
export interface RocAuc {
  readonly auc: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Area under the ROC curve of a score, with DeLong's standard error and interval.
 *
 * The area is the probability that a positive has a larger score than a negative, ties counted half.
 *
 * @param scores - larger for what is thought positive; any unit; length n; finite
 * @param labels - 1 for a positive, 0 for a negative; length n; two of each at least
 * @throws InputError - when lengths differ, a score is not finite, or a label is neither 0 nor 1 or occurs only once
 * @see DeLong et al. 1988, doi:10.2307/2531595 (pROC: `ci.auc`)
 * @example
 * rocAuc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]).auc; // 0.75
 */
export function rocAuc(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): RocAuc {
  const { auc, standardError, ciLow: low, ciHigh: high } = aucDeLong(scores, labels, level);
  return { auc, standardError, low, high };
}

/** The areas of two scores of the same rows compared. */
export interface DeLongComparison {
  /** Area of the first less area of the second; in [-1, 1]. */
  readonly difference: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** difference / standardError; null where the standard error is 0 and the areas differ. */
  readonly z: number | null;
  /** Two-sided; null where z is; 1 where the two scores rank the rows alike. */
  readonly p: number | null;
}

/**
 * Paired DeLong test: do two scores of the same rows have the same area under their ROC curves?
 *
 * @param first - score of n rows; larger for what is thought positive; finite
 * @param second - another score of the same rows
 * @param labels - 1 for a positive, 0 for a negative; two of each at least
 * @throws InputError - as {@link rocAuc}
 * @see DeLong et al. 1988, doi:10.2307/2531595 (pROC: `roc.test`)
 */
export function deLongTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: ArrayLike<number>,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): DeLongComparison {
  const { ciLow: low, ciHigh: high, ...test } = compareAucs([first, second], labels, level);
  return { ...test, low, high };
}

/** How an area is bootstrapped. */
export interface BootstrapAucOptions extends IntervalOptions, SeedOptions {
  /** Resamples; whole, >= 1; default: 2000. */
  readonly replicates?: number;
}

/** An area with its percentile interval over resamples. */
export interface BootstrapAuc {
  readonly auc: number;
  readonly low: number;
  readonly high: number;
  /** Area of each resample. */
  readonly replicates: Float64Array;
}

/**
 * Percentile interval of the area under a ROC curve over stratified bootstrap resamples.
 *
 * @param scores - larger for what is thought positive; length n; finite
 * @param labels - 1 for a positive, 0 for a negative; both occur
 * @throws InputError - as {@link rocAuc}, or when `replicates` is no whole number >= 1
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap
 */
export function bootstrapAuc(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  { level = DEFAULT_LEVEL, seed = DEFAULT_SEED, replicates = 2000 }: BootstrapAucOptions = {},
): BootstrapAuc {
  const { auc } = aucDeLong(scores, labels, level);
  const streamOf = (index: number) => randomStream({ seed: String(seed), streamName: 'bootstrap', index });
  const [areas] = bootstrapAucs([scores], labels, { replicates, streamOf }) as [Float64Array];
  const sorted = areas.slice().sort();
  const end = (probability: number) => quantileSorted(sorted, probability);
  return { auc, low: end((1 - level) / 2), high: end((1 + level) / 2), replicates: areas };
}

/**
 * Positive and negative predictive value of a rule at a given prevalence, with logit intervals.
 *
 * @param counts - hits and group sizes of the rule in a sample, and the prevalence where it is to be used; in (0, 1)
 * @throws InputError - when counts, prevalence or level lie outside their domain
 * @see Mercaldo, Lau & Zhou 2007, doi:10.1002/sim.2677
 */
export function predictiveValues(
  counts: DiagnosticCounts,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): PredictiveValues {
  return estimatePredictiveValues(counts, level);
}
