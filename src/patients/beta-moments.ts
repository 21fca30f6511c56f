import digamma from '@stdlib/math-base-special-digamma';
import type { BetaMarginal } from './beta-marginal.js';

/**
 * Expected logarithms of x ~ Beta(alpha, beta): E log x = psi(alpha) - psi(alpha + beta), and likewise for 1 - x.
 *
 * @param shapes - alpha and beta; > 0
 * @returns both expectations; dimensionless; negative
 * @see Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions, vol. 2, 2nd ed., ch. 25
 */
export function betaMeanLogs({ alpha, beta }: Pick<BetaMarginal, 'alpha' | 'beta'>): {
  readonly logX: number;
  readonly log1mX: number;
} {
  const both = digamma(alpha + beta);
  return { logX: digamma(alpha) - both, log1mX: digamma(beta) - both };
}
