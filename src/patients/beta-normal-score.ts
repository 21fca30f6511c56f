import betaln from '@stdlib/math-base-special-betaln';
import digamma from '@stdlib/math-base-special-digamma';
import { exp, expm1, log } from '../numerics/elementary.js';
import { normalQuantileOfLog } from '../numerics/normal-quantile.js';
import type { BetaMarginal, BetaPoint } from './beta-marginal.js';

/** Normal score of a draw, and its derivatives by the two shapes. */
export interface BetaNormalScore {
  z: number;
  byAlpha: number;
  byBeta: number;
}

/** Relative change of the continued fraction, and change of the derivatives of its logarithm, at which it has converged. */
const CONVERGED = 2.3e-16;
const DERIVATIVES_CONVERGED = 1e-14;

/** The fraction takes O(sqrt(alpha + beta)) terms; shapes of 1e4 take about a hundred. */
const MOST_TERMS = 10_000;

const LOG_ROOT_2_PI = 0.5 * log(2 * Math.PI);

/** Logarithm of a tail of a Beta distribution, and its derivatives by the shape of that side and by the other. */
interface LogTail {
  log: number;
  byOwn: number;
  byOther: number;
}

/**
 * Normal score z = Phi^-1(F(x)) of x ~ Beta(alpha, beta), with derivatives by alpha and beta.
 *
 * F is computed from the continued fraction of the tail on the side of x, as a logarithm, and the derivatives by differentiating each
 * term of the fraction. Measured against 40 digits: z to 1e-13 relative and its derivatives to 1e-11, for shapes from 1e-3 to 1e4 and
 * for tails far below the smallest double. About 1 µs.
 *
 * @param shapes - alpha and beta; > 0; constants that depend on them alone are computed once
 * @returns function of a point, given by log x and log(1 - x), that writes the score; dimensionless
 * @see DiDonato & Morris 1992, doi:10.1145/131766.131776 (fraction); Boik & Robison-Cox 1998, doi:10.18637/jss.v003.i01 (derivatives)
 */
export function betaNormalScores({
  alpha,
  beta,
}: Pick<BetaMarginal, 'alpha' | 'beta'>): (point: Pick<BetaPoint, 'logX' | 'log1mX'>, score: BetaNormalScore) => void {
  const constants = { logBeta: betaln(alpha, beta), ofBoth: digamma(alpha + beta) };
  const ofAlpha = digamma(alpha) - constants.ofBoth;
  const ofBeta = digamma(beta) - constants.ofBoth;
  const boundary = (alpha + 1) / (alpha + beta + 2);
  const fraction: LogTail = { log: 0, byOwn: 0, byOther: 0 };
  return ({ logX, log1mX }, score) => {
    const x = exp(logX);
    const y = exp(log1mX);
    const isLower = x <= boundary;
    if (isLower) logFractionInto({ own: alpha, other: beta, x, y }, fraction);
    else logFractionInto({ own: beta, other: alpha, x: y, y: x }, fraction);
    const logTail = alpha * logX + beta * log1mX - constants.logBeta - fraction.log;
    const [fractionByAlpha, fractionByBeta] = isLower
      ? [fraction.byOwn, fraction.byOther]
      : [fraction.byOther, fraction.byOwn];
    // Beyond the median the other tail is the smaller one: it has the digits
    const size = logTail <= -Math.LN2 ? normalQuantileOfLog(logTail) : -normalQuantileOfLog(log(-expm1(logTail)));
    score.z = isLower ? size : -size;
    const slope = exp(logTail + 0.5 * size * size + LOG_ROOT_2_PI) * (isLower ? 1 : -1);
    score.byAlpha = slope * (logX - ofAlpha - fractionByAlpha);
    score.byBeta = slope * (log1mX - ofBeta - fractionByBeta);
  };
}

/**
 * log of b_0 + a_1 / (b_1 + a_2 / (b_2 + ...)), the fraction that x^p (1 - x)^q / B(p, q) is divided by, and its derivatives.
 *
 * Modified Lentz's method; every quantity is carried with its derivatives by p and q.
 */
function logFractionInto(
  { own: p, other: q, x, y }: { readonly own: number; readonly other: number; readonly x: number; readonly y: number },
  result: LogTail,
): void {
  const first = p * y - q * x + 1;
  let value = (p * first) / (p + 1);
  let byP = (first / (p + 1) + p * y) / (p + 1);
  let byQ = (-p * x) / (p + 1);
  let fraction = value;
  let logByP = byP / value;
  let logByQ = byQ / value;
  let inverse = 0;
  let inverseByP = 0;
  let inverseByQ = 0;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const below = p + 2 * m - 1;
    const above = below + 2;
    const [before, both, left] = [p + m - 1, p + q + m - 1, q - m];
    const share = (m * x * x) / (below * below);
    const a = share * before * both * left;
    const aByP = share * left * (before + both) - (2 * a) / below;
    const aByQ = share * before * (both + left);
    const rest = first + m * (1 + y);
    const b = m + (m * left * x) / below + ((p + m) * rest) / above;
    const bByP = (-m * left * x) / (below * below) + (rest + (p + m) * y - ((p + m) * rest) / above) / above;
    const bByQ = (m * x) / below - ((p + m) * x) / above;
    const nextByP = bByP + (aByP - (a * byP) / value) / value;
    const nextByQ = bByQ + (aByQ - (a * byQ) / value) / value;
    value = b + a / value;
    byP = nextByP;
    byQ = nextByQ;
    const denominator = b + a * inverse;
    const denominatorByP = bByP + aByP * inverse + a * inverseByP;
    const denominatorByQ = bByQ + aByQ * inverse + a * inverseByQ;
    inverse = 1 / denominator;
    inverseByP = -denominatorByP * inverse * inverse;
    inverseByQ = -denominatorByQ * inverse * inverse;
    const ratio = value * inverse;
    const stepByP = byP / value - denominatorByP * inverse;
    const stepByQ = byQ / value - denominatorByQ * inverse;
    fraction *= ratio;
    logByP += stepByP;
    logByQ += stepByQ;
    const derivatives = Math.abs(stepByP) * p + Math.abs(stepByQ) * q;
    if (Math.abs(ratio - 1) <= CONVERGED && derivatives <= DERIVATIVES_CONVERGED) break;
  }
  result.log = log(fraction);
  result.byOwn = logByP;
  result.byOther = logByQ;
}
