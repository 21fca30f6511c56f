import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { InputError } from '../errors.js';

/** An interval of a proportion; 0 <= low <= high <= 1. */
export interface ProportionInterval {
  readonly low: number;
  readonly high: number;
}

/** What was counted: `successes` of `trials`; either may be an effective count, so neither needs to be whole. */
export interface BinomialCount {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Wilson score interval of a proportion.
 *
 * With p = successes / trials, n = trials and z the normal quantile of (1 + level) / 2, the interval is
 * (p + z^2/(2n) -+ z sqrt(p(1-p)/n + z^2/(4n^2))) / (1 + z^2/n): all proportions q with |p - q| <= z sqrt(q(1-q)/n).
 *
 * @param count - successes in [0, trials] and trials > 0; counts, whole or effective
 * @param level - coverage aimed at; proportion; in (0, 1)
 * @returns lower and upper end; proportions; low is 0 at no success and high is 1 at no failure
 * @throws InputError - when trials, successes or level lie outside their domain
 * @see Wilson 1927, doi:10.1080/01621459.1927.10502953
 */
export function wilsonInterval(count: BinomialCount, level = 0.95): ProportionInterval {
  const { successes, trials } = count;
  if (!(trials > 0 && trials < Number.POSITIVE_INFINITY)) {
    throw new InputError(`wilsonInterval.trials: must be positive and finite; got ${trials}`);
  }
  if (!(successes >= 0 && successes <= trials)) {
    throw new InputError(`wilsonInterval.successes: must lie in [0, ${trials}]; got ${successes}`);
  }
  if (!(level > 0 && level < 1)) {
    throw new InputError(`wilsonInterval.level: must lie in (0, 1); got ${level}`);
  }
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const proportion = successes / trials;
  const spread = (z * z) / trials;
  const centre = (proportion + spread / 2) / (1 + spread);
  const halfWidth = (z * Math.sqrt((proportion * (1 - proportion)) / trials + spread / (4 * trials))) / (1 + spread);
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - halfWidth),
    high: successes === trials ? 1 : Math.min(1, centre + halfWidth),
  };
}
