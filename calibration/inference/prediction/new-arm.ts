import { exp, log } from '../../../src/index.js';
import { type CurveName, forEachCurve } from '../../endpoints/curves.js';
import type { ArmForecast } from './arm-forecasts.js';
import { classProbabilities, forEachFamily, type RateFamily } from './rate-steps.js';
import { hazardAt } from './trial-deviations.js';

/** Response and curves of the patients of one arm of a new trial. */
export interface NewArm {
  /** Class probabilities of each family of rates. */
  readonly probabilities: Readonly<Record<RateFamily, readonly number[]>>;
  /** Cumulative hazard of each curve at day 0, 1, ..., horizon, and the factor of this trial on it. */
  readonly hazards: Readonly<Record<CurveName, Float64Array>>;
  readonly factors: Readonly<Record<CurveName, number>>;
}

/** Effects of a trial on an arm. */
export interface ArmEffects {
  readonly rates: Readonly<Record<RateFamily, readonly number[]>>;
  readonly curves: Readonly<Record<CurveName, number>>;
}

/**
 * An arm of the model with the effects of a trial.
 *
 * @param arm - of the model
 * @param effects - added to the first logits of each family of rates, and to the log hazard of each curve
 */
export function newArm({ logits, hazards }: ArmForecast, effects: ArmEffects): NewArm {
  return {
    probabilities: forEachFamily(({ family }) =>
      classProbabilities(logits[family].map((value, step) => value + (effects.rates[family][step] ?? 0))),
    ),
    hazards,
    factors: forEachCurve(({ name }) => exp(effects.curves[name])),
  };
}

/** Fraction without the event of a curve at a time within the horizon. */
export function aliveAt({ hazards, factors }: NewArm, curve: CurveName, timeDays: number): number {
  return exp(-factors[curve] * hazardAt(hazards[curve], timeDays));
}

/** Fraction without the event of a curve at day 0, 1, ..., horizon. */
export function aliveDaily({ hazards, factors }: NewArm, curve: CurveName): Float64Array {
  return hazards[curve].map((hazard) => exp(-factors[curve] * hazard));
}

/** Days at the end of a curve whose mean hazard continues it. */
const LAST_DAYS = 56;

/**
 * Time at which a given fraction is without the event: linear in the hazard between days, after the horizon with the mean hazard
 * of the last eight weeks.
 *
 * @param left - fraction; in (0, 1)
 * @returns days; Infinity where the curve has no hazard at its end
 */
export function timeAt({ hazards, factors }: NewArm, curve: CurveName, left: number): number {
  const hazard = hazards[curve];
  const wanted = -log(left) / factors[curve];
  const last = hazard.length - 1;
  if (!(hazard[last]! >= wanted)) {
    const from = Math.max(0, last - LAST_DAYS);
    return last + ((wanted - hazard[last]!) * (last - from)) / (hazard[last]! - hazard[from]!);
  }
  let [below, at] = [0, last];
  while (at - below > 1) {
    const middle = (below + at) >> 1;
    if (hazard[middle]! >= wanted) at = middle;
    else below = middle;
  }
  return below + (wanted - hazard[below]!) / (hazard[at]! - hazard[below]!);
}
