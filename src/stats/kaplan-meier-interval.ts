import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { InputError } from '../errors.js';
import { exp, log } from '../numerics/elementary.js';
import type { KaplanMeier } from './kaplan-meier.js';

/** Lower and upper end of survival at each step of a curve; 0 <= low <= survival <= high <= 1. */
export interface SurvivalBand {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Median survival with its interval; unit of the curve's times; null where the curve, or its band, does not reach one half. */
export interface MedianSurvival {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Survival this close to one half counts as one half: products of fractions miss it by rounding. */
const HALF_TOLERANCE = 1e-9;

/**
 * Pointwise interval of a survival curve on the log(-log) scale, from Greenwood's variance.
 *
 * With v = var log S: S^exp(-+ z sqrt(v) / log S). Where nobody survives the scale ends; the interval is then 0 to the upper end
 * of the step before.
 *
 * @param curve - as `kaplanMeier` gives it
 * @param level - coverage aimed at, of each step by itself; proportion; in (0, 1)
 * @returns ends at the curve's steps; proportions
 * @throws InputError - when the level lies outside (0, 1)
 * @see Kalbfleisch & Prentice 2002, The Statistical Analysis of Failure Time Data, section 1.4
 */
export function survivalBand({ survival, logVariance }: KaplanMeier, level = 0.95): SurvivalBand {
  if (!(level > 0 && level < 1)) throw new InputError(`survivalBand.level: must lie in (0, 1); got ${level}`);
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const [low, high] = [new Float64Array(survival.length), new Float64Array(survival.length)];
  for (let step = 0; step < survival.length; step++) {
    const alive = survival[step]!;
    if (alive === 0) {
      high[step] = step === 0 ? 1 : high[step - 1]!;
      continue;
    }
    const logAlive = log(alive);
    const spread = (z * Math.sqrt(logVariance[step]!)) / -logAlive;
    low[step] = exp(logAlive * exp(spread));
    high[step] = exp(logAlive * exp(-spread));
  }
  return { low, high };
}

/**
 * Median of a survival curve with the interval of Brookmeyer and Crowley on the log(-log) scale.
 *
 * The median is the first time with S <= 1/2; where S equals 1/2 over a stretch, its middle. The interval holds the times at
 * which the band of `survivalBand` contains 1/2: from where its lower end reaches 1/2 to where its upper end does.
 *
 * @param curve - as `kaplanMeier` gives it
 * @param level - coverage aimed at; proportion; in (0, 1)
 * @returns median and ends; low <= median <= high where all three exist
 * @throws InputError - when the level lies outside (0, 1)
 * @see Brookmeyer & Crowley 1982, doi:10.2307/2530286
 */
export function medianSurvival(curve: KaplanMeier, level = 0.95): MedianSurvival {
  const { low, high } = survivalBand(curve, level);
  return {
    median: timeAtHalf(curve.times, curve.survival),
    low: timeAtHalf(curve.times, low),
    high: timeAtHalf(curve.times, high),
  };
}

/** First time at which the heights are at most one half; the middle of the stretch where they equal it. */
function timeAtHalf(times: Float64Array, heights: Float64Array): number | null {
  const first = heights.findIndex((height) => height <= 0.5 + HALF_TOLERANCE);
  if (first < 0) return null;
  const below = heights.findIndex((height) => height < 0.5 - HALF_TOLERANCE);
  return below > first ? (times[first]! + times[below]!) / 2 : times[first]!;
}
