import { log, log1p } from '../../../src/index.js';

/** Below this |u| the logarithm loses digits, and four terms of the series hold all of them. */
const SERIES_BELOW = 1e-3;

/** A signed square root of a deviance, and its derivative by the model's probability. */
export interface SignedRoot {
  readonly value: number;
  readonly slope: number;
}

/** From this |u| on the ratio itself loses no digits to 1. */
const RATIO_FROM = 0.5;

/**
 * q log(q/p) - q + p for p, q > 0, to full relative precision; at least 0.
 *
 * With u = (p - q) / q it is q (u - log(1 + u)).
 *
 * @param q - the share observed
 * @param p - the model's
 * @param difference - p - q, to full precision
 */
function divergence(q: number, p: number, difference: number): number {
  const u = difference / q;
  if (Math.abs(u) >= RATIO_FROM) return q * (u - log(p / q));
  if (Math.abs(u) >= SERIES_BELOW) return q * (u - log1p(u));
  return q * u * u * (1 / 2 - u * (1 / 3 - u * (1 / 4 - u * (1 / 5 - u / 6))));
}

/**
 * What one class of a multinomial adds to its deviance, as a residual: its square is 2 n (q log(q/p) - q + p), its sign that
 * of p - q. The squares of all classes sum to the deviance against the saturated model, so least squares on these residuals
 * is maximum likelihood.
 *
 * @param patients - n; > 0
 * @param observed - q, the share observed; in [0, 1]
 * @param model - p, the model's probability; in (0, 1)
 */
export function classRoot(patients: number, observed: number, model: number): SignedRoot {
  if (observed === 0) {
    const value = Math.sqrt(2 * patients * model);
    return { value, slope: patients / value };
  }
  const difference = model - observed;
  const value = Math.sign(difference) * Math.sqrt(2 * patients * divergence(observed, model, difference));
  if (value === 0) return { value, slope: Math.sqrt(patients / observed) };
  return { value, slope: (patients * (difference / model)) / value };
}

/**
 * The deviance of a binomial as a residual: its square is 2 n (q log(q/p) + (1 - q) log((1 - q)/(1 - p))), its sign that of
 * p - q.
 *
 * @param atRisk - n; > 0
 * @param observed - q, the share of these who died; in [0, 1]
 * @param model - p, the model's probability of dying; in (0, 1)
 */
export function binomialRoot(atRisk: number, observed: number, model: number): SignedRoot {
  const difference = model - observed;
  const part = (q: number, p: number, above: number) => (q === 0 ? p : divergence(q, p, above));
  const deviance = 2 * atRisk * (part(observed, model, difference) + part(1 - observed, 1 - model, -difference));
  const value = Math.sign(difference) * Math.sqrt(deviance);
  const variance = model * (1 - model);
  if (value === 0) return { value, slope: Math.sqrt(atRisk / variance) };
  return { value, slope: (atRisk * difference) / variance / value };
}
