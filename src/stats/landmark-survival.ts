import { InputError } from '../errors.js';
import { hypotenuse } from '../numerics/elementary.js';
import { type KaplanMeier, survivalAt } from './kaplan-meier.js';
import { survivalBand } from './kaplan-meier-interval.js';
import { type NormalEstimate, normalInterval } from './normal-interval.js';
import { knownTime } from './tied-times.js';

/** Survival at one time; shares in [0, 1]. */
export interface LandmarkSurvival {
  readonly time: number;
  readonly survival: number;
  /** Of survival, from the curve's variance; null where it is 1 or 0: there the formula gives 0 or no value, whatever n is. */
  readonly standardError: number | null;
  /** Ends of the interval; null before the first death. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Survival at a landmark with the log(-log) interval of the curve.
 *
 * Before the first death there is no interval: the scale ends at 1, and no error can be estimated from no death.
 *
 * @param curve - as `kaplanMeier` gives it
 * @param time - unit of the curve; finite, >= 0
 * @param level - coverage aimed at; proportion; in (0, 1)
 * @returns survival there; null beyond the last follow-up while patients survive, since nobody was seen there
 * @throws InputError - when the time or the level lies outside its domain
 * @see Kalbfleisch & Prentice 2002, The Statistical Analysis of Failure Time Data, section 1.4
 */
export function landmarkSurvival(curve: KaplanMeier, time: number, level: number): LandmarkSurvival | null {
  if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) {
    throw new InputError(`landmarkSurvival.time: must be finite and >= 0; got ${time}`);
  }
  const asked = knownTime(time, [...curve.times, curve.lastTime]);
  const survival = survivalAt(curve, asked);
  if (asked > curve.lastTime && survival > 0) return null;
  const { low, high } = survivalBand(curve, level);
  const step = curve.times.findLastIndex((stepTime) => stepTime <= asked);
  if (step < 0) return { time, survival, standardError: null, low: null, high: null };
  return {
    time,
    survival,
    standardError: survival > 0 ? survival * Math.sqrt(curve.logVariance[step]!) : null,
    low: low[step]!,
    high: high[step]!,
  };
}

/**
 * Difference of survival between two groups at a landmark, with a normal interval from both standard errors.
 *
 * @param first - survival of the first group
 * @param second - survival of the second group at the same time
 * @param level - coverage aimed at; proportion; in (0, 1)
 * @returns first - second; null where one of them or its standard error is unknown, as without a death before the landmark
 * @throws InputError - when the level lies outside (0, 1)
 */
export function landmarkDifference(
  first: LandmarkSurvival | null,
  second: LandmarkSurvival | null,
  level: number,
): NormalEstimate | null {
  if (first?.standardError == null || second?.standardError == null) return null;
  return normalInterval(first.survival - second.survival, hypotenuse(first.standardError, second.standardError), level);
}
