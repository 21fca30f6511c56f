import { InputError } from '../errors.js';
import { exp, expm1, log, log1p } from '../numerics/elementary.js';

/**
 * Shape of the death probability function of one arm; both in units of chi.
 *
 * P(chi) = 1 / (1 + exp(-(chi - mu) / sigma)) is the probability to die within a day at relative burden chi.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eqs. (17), (25)
 */
export interface DeathProbability {
  readonly mu: number;
  readonly sigma: number;
  /**
   * `logit` (the paper's, where it is absent): P = 1 / (1 + e^-z). `log`: e^z is the hazard of a day, P = 1 - exp(-e^z). With
   * z = (chi - mu) / sigma, where another covariate may take the place of chi.
   */
  readonly link?: HazardLink;
}

/** How z gives the death of a day. */
export const hazardLinks = ['logit', 'log'] as const;
export type HazardLink = (typeof hazardLinks)[number];

/** Daily death probability at relative burden `chi`; in (0, 1). */
export function dailyDeathProbability(chi: number, { mu, sigma, link }: DeathProbability): number {
  const z = (chi - mu) / sigma;
  return link === 'log' ? -expm1(-exp(z)) : 1 / (1 + exp(-z));
}

/**
 * log(1 + exp(z)) without overflow: minus the logarithm of the daily survival probability, with z = (chi - mu) / sigma.
 */
export function softplus(z: number): number {
  return z > 0 ? z + log1p(exp(-z)) : log1p(exp(z));
}

/**
 * The pair (mu, sigma) through two clinical quantities.
 *
 * logit P is linear in chi, so P at chi = 0 and at chi = 1 fix it: sigma = 1 / (logit P1 - logit P0), mu = -sigma logit P0.
 *
 * @param atZero - daily death probability without tumor burden; in (0, 1)
 * @param atOne - daily death probability with the dominant clone at its carrying capacity; in (atZero, 1)
 * @throws InputError - when the two are not increasing probabilities
 */
export function deathProbabilityThrough(atZero: number, atOne: number): DeathProbability {
  if (!(atZero > 0 && atOne > atZero && atOne < 1)) {
    throw new InputError(`death probability: must satisfy 0 < P(0) < P(1) < 1; got P(0) = ${atZero}, P(1) = ${atOne}`);
  }
  return deathProbabilityFromLogits(logit(atZero), logit(atOne));
}

/** The same from the logits of the two probabilities; `atOne` above `atZero`. */
export function deathProbabilityFromLogits(atZero: number, atOne: number): DeathProbability {
  const sigma = 1 / (atOne - atZero);
  return { mu: -sigma * atZero, sigma };
}

/** log(p / (1 - p)). */
export function logit(probability: number): number {
  return log(probability) - log1p(-probability);
}

/** 1 / (1 + exp(-z)). */
export function logistic(z: number): number {
  return 1 / (1 + exp(-z));
}
