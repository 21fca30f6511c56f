import {
  kaplanMeier as estimate,
  type KaplanMeier,
  type MedianSurvival,
  medianSurvival,
  survivalBand,
  type Weighting,
} from '../../../src/index.js';

/** A Kaplan-Meier curve with its pointwise interval and its median. */
export interface SurvivalCurve extends KaplanMeier {
  /** Lower and upper end of survival at each time, log(-log) interval. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly median: MedianSurvival;
}

/** How a survival curve is estimated. */
export interface SurvivalCurveOptions {
  /** Coverage of intervals; in (0, 1); default: 0.95. */
  readonly level?: number;
  /** Weights of the patients; default: 1 each. */
  readonly weighting?: Weighting;
}

/**
 * Kaplan-Meier estimate of survival, with pointwise log(-log) intervals and the median with its interval.
 *
 * @param times - follow-up times; any unit; length n >= 1; finite, >= 0
 * @param observed - 1 for an event, 0 for censored; length n
 * @param options - coverage, weights
 * @returns steps at the distinct times of events; `survivalAt` reads the curve at any time
 * @throws InputError - when lengths differ, nobody is given, or a value lies outside its domain
 * @see Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452; Kalbfleisch & Prentice 2002 for the interval
 * @example
 * const curve = kaplanMeier([6, 6, 6, 7, 10], [1, 1, 0, 1, 0]);
 * console.log(curve.median.median, curve.survival); // 7 [0.6, 0.3]
 */
export function kaplanMeier(
  times: ArrayLike<number>,
  observed: ArrayLike<number>,
  { level = 0.95, weighting }: SurvivalCurveOptions = {},
): SurvivalCurve {
  const curve = estimate(times, observed, weighting);
  return { ...curve, ...survivalBand(curve, level), median: medianSurvival(curve, level) };
}
