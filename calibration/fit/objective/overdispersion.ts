import { square } from '../../../src/index.js';
/** A share observed among the patients of one trial. */
export interface TrialShare {
  readonly patients: number;
  /** In [0, 1]. */
  readonly share: number;
}

/**
 * Correlation of two patients of the same trial, by moments: from the part of Pearson's chi-squared between trials that
 * exceeds sampling.
 *
 * rho = (X2 - (k - 1)) / sum (n_i - 1)(1 - n_i / N), not below 0 nor above 1; X2 = sum n_i (p_i - p)^2 / (p (1 - p)).
 *
 * @param trials - one share per trial
 * @returns rho; 0 with fewer than two trials, or where all shares are 0 or all are 1
 * @see Williams 1982, doi:10.2307/2347977 (procedure for over-dispersed binomials)
 */
export function intraTrialCorrelation(trials: readonly TrialShare[]): number {
  const total = trials.reduce((sum, { patients }) => sum + patients, 0);
  const mean = trials.reduce((sum, { patients, share }) => sum + patients * share, 0) / total;
  const room = trials.reduce((sum, { patients }) => sum + (patients - 1) * (1 - patients / total), 0);
  if (trials.length < 2 || !(mean > 0 && mean < 1) || !(room > 0)) return 0;
  const statistic =
    trials.reduce((sum, { patients, share }) => sum + patients * square(share - mean), 0) / (mean * (1 - mean));
  return Math.min(1, Math.max(0, (statistic - (trials.length - 1)) / room));
}

/**
 * How many times the variance of a trial's share is that of a simple sample: 1 + (n - 1) rho, as under a beta-binomial
 * (a Dirichlet-multinomial for several classes).
 */
export function designEffect(patients: number, correlation: number): number {
  return 1 + Math.max(0, patients - 1) * correlation;
}
