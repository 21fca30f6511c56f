import { trigamma } from '../numerics/trigamma.js';
import type { BetaMarginal } from './beta-marginal.js';

/** Variances and covariance of log x and log(1 - x). */
export interface BetaLogCovariances {
  readonly logX: number;
  readonly log1mX: number;
  /** Covariance of the two; negative. */
  readonly between: number;
}

/**
 * Covariances of log x and log(1 - x) for x ~ Beta(alpha, beta): Var log x = psi'(alpha) - psi'(alpha + beta), Var log(1 - x)
 * = psi'(beta) - psi'(alpha + beta), and -psi'(alpha + beta) between them.
 *
 * They are at the same time the derivatives of the two expectations (see `betaMeanLogs`): of E log x by alpha and by beta
 * the first and the third, of E log(1 - x) the third and the second.
 *
 * @param shapes - alpha and beta; > 0
 * @returns covariances; dimensionless
 * @see Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions, vol. 2, 2nd ed., ch. 25
 */
export function betaLogCovariances({ alpha, beta }: Pick<BetaMarginal, 'alpha' | 'beta'>): BetaLogCovariances {
  const both = trigamma(alpha + beta);
  return { logX: trigamma(alpha) - both, log1mX: trigamma(beta) - both, between: -both };
}
