import { InputError } from '../errors.js';

/** From here on the series below has lost nothing when it stops: its next term is under 1e-17 of the first. */
const SERIES_FROM = 12;

/** Bernoulli numbers B_2, B_4, ..., B_14: the coefficients of the asymptotic series. */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6] as const;

/**
 * Trigamma function psi'(x), the derivative of digamma.
 *
 * psi'(x) = psi'(x + 1) + 1 / x^2 lifts the argument; there 1 / x + 1 / (2 x^2) + sum over k of B_2k / x^(2k + 1).
 *
 * @param x - positive, finite
 * @returns psi'(x) to a few units in the last place; positive
 * @throws InputError - when x is not positive
 * @see Abramowitz & Stegun 1964, 6.4.6 and 6.4.12
 */
export function trigamma(x: number): number {
  if (!(x > 0)) throw new InputError(`trigamma: must be positive; got ${x}`);
  let lifted = 0;
  let at = x;
  for (; at < SERIES_FROM; at++) lifted += 1 / (at * at);
  const square = 1 / (at * at);
  let series = 0;
  for (let k = BERNOULLI.length - 1; k >= 0; k--) series = (series + BERNOULLI[k]!) * square;
  return lifted + 1 / at + square / 2 + series / at;
}
