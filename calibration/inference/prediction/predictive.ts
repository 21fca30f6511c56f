import { square } from '../../../src/index.js';
/** Draws of one statistic of a new trial. */
export interface PredictiveDraws {
  /** Of infinitely many patients, at the parameters drawn, without the effect of a trial. */
  readonly parameters: Float64Array;
  /** Of infinitely many patients of the new trial. */
  readonly trial: Float64Array;
  /** As the new trial reports it. */
  readonly sampled: Float64Array;
}

/** Shares of the predictive variance; they add up to 1. */
export interface VarianceShares {
  readonly sampling: number;
  readonly parameters: number;
  readonly between_trials: number;
}

/** Prediction of one statistic; in its unit. */
export interface Predictive {
  /** Of the fitted model; null where it is not reached. */
  readonly model: number | null;
  /** Median of the predictive distribution without the sampling of the new trial. */
  readonly predicted: number | null;
  /** Prediction interval; null where it is unbounded or the statistic is undefined. */
  readonly low: number | null;
  readonly high: number | null;
  /** Standard deviation of the draws, on the scale of the shares; null where it is not finite. */
  readonly standard_deviation: number | null;
  /** null where the variance is 0 or not finite. */
  readonly shares: VarianceShares | null;
}

/**
 * Point prediction, interval and parts of the variance of a statistic.
 *
 * The interval has the values of draws as its ends, so that for a count no less than the level lies between them. Parts by the law of total variance: of the parameters alone, what the
 * effect of a trial adds, what sampling adds.
 *
 * @param draws - of the statistic
 * @param model - its value in the fitted model
 * @param level - of the interval; in (0, 1)
 * @param scale - on which variances are computed; default: the statistic itself
 */
export function predictive(
  { parameters, trial, sampled }: PredictiveDraws,
  model: number,
  level: number,
  scale: (value: number) => number = (value) => value,
): Predictive {
  const sorted = sampled.slice().sort();
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const tail = (1 - level) / 2;
  const isUndefined = Number.isNaN(sorted.at(-1)!);
  const [first, second, all] = [parameters, trial, sampled].map((values) => variance(values.map(scale))) as [
    number,
    number,
    number,
  ];
  // Of draws the variance of a part may come out below that of the part within it
  const parts = [first, Math.max(0, second - first), Math.max(0, all - second)] as const;
  const total = parts[0] + parts[1] + parts[2];
  return {
    model: known(model),
    predicted: known(middle(trial)),
    low: isUndefined ? null : known(sorted[Math.floor(tail * sorted.length)]!),
    high: isUndefined ? null : known(sorted[Math.ceil((1 - tail) * sorted.length) - 1]!),
    standard_deviation: known(Math.sqrt(all)),
    shares:
      total > 0 && Number.isFinite(total)
        ? { sampling: parts[2] / total, parameters: parts[0] / total, between_trials: parts[1] / total }
        : null,
  };
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + square(value - mean), 0) / (values.length - 1);
}

function middle(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}
