import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { exp, log, log1p } from './elementary.js';

const HALF_LOG_2_PI = 0.5 * log(2 * Math.PI);

/** From this distance on the tail is computed from its asymptotic series, whose first omitted term is below 1e-15. */
const SERIES_FROM = 37;

/** Newton steps from the approximation below, whose error is at most 4.5e-4: the third one ends below rounding. */
const NEWTON_STEPS = 3;

/**
 * Standard normal quantile of a lower-tail probability of at most 1/2 given by its logarithm, also where the probability itself underflows.
 *
 * Solves log Phi(-t) = log p by Newton's method from a rational approximation.
 *
 * @param logP - log of a probability; at most log(1/2), finite
 * @returns z <= 0 with Phi(z) = p; to 1e-14 relative (1e-16 absolute near 0)
 * @see Abramowitz & Stegun 1964, 26.2.23 (start) and 26.2.12 (tail)
 */
export function normalQuantileOfLog(logP: number): number {
  const r = Math.sqrt(-2 * logP);
  let t = r - (2.515517 + r * (0.802853 + r * 0.010328)) / (1 + r * (1.432788 + r * (0.189269 + r * 0.001308)));
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const tail = logTail(t);
    t += (tail - logP) * exp(tail + 0.5 * t * t + HALF_LOG_2_PI);
  }
  return -t;
}

/**
 * Standard normal quantile.
 *
 * @param p - probability; inside (0, 1)
 * @returns z with Phi(z) = p; each tail to its own relative accuracy, the upper one to that of 1 - p
 */
export function normalQuantile(p: number): number {
  return p <= 0.5 ? normalQuantileOfLog(log(p)) : -normalQuantileOfLog(log1p(-p));
}

/** log Phi(-t) for t >= 0. */
function logTail(t: number): number {
  if (t < SERIES_FROM) return log(normalCdf(-t, 0, 1));
  const inverse = 1 / (t * t);
  const series = -inverse * (1 - 3 * inverse * (1 - 5 * inverse * (1 - 7 * inverse)));
  return -0.5 * t * t - log(t) - HALF_LOG_2_PI + log1p(series);
}
