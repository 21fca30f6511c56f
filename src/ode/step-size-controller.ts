import { exp, log } from '../numerics/elementary.js';
export const SAFETY = 0.9;
/** Limits of h_new / h. Growth is slow: a step across a whole transient has no stage within it. */
export const MOST_SHRINK = 0.2;
export const MOST_GROWTH = 2;
/** Weight of the previous error: damps the oscillation of the step at the border of stability. */
export const INTEGRAL_WEIGHT = 0.04;
export const EXPONENT = 0.2 - 0.75 * INTEGRAL_WEIGHT;
/** Smallest error that is remembered, so that one very small error does not remove the limit of the next step. */
export const ERROR_FLOOR = 1e-4;
export const LOG_ERROR_FLOOR = log(ERROR_FLOOR);

/**
 * Proportional-integral step-size control for a method of order 5.
 *
 * h_new = h * safety * errOld^beta / err^(1/5 - 3/4 beta), limited to a factor in [0.2, 2]; after a rejection the next
 * step does not grow.
 *
 * @see Gustafsson 1991, doi:10.1145/210232.210242; Hairer & Wanner, Solving Ordinary Differential Equations II, IV.2
 */
export class StepSizeController {
  #previousLogError = LOG_ERROR_FLOOR;
  #rejected = false;

  /** Step to take after an accepted step of size `step` with scaled error `error` <= 1. */
  accept(step: number, error: number): number {
    const logError = log(error);
    const factor = exp(EXPONENT * logError - INTEGRAL_WEIGHT * this.#previousLogError) / SAFETY;
    const next = step / Math.max(1 / MOST_GROWTH, Math.min(1 / MOST_SHRINK, factor));
    this.#previousLogError = Math.max(logError, LOG_ERROR_FLOOR);
    const proposed = this.#rejected ? Math.min(next, step) : next;
    this.#rejected = false;
    return proposed;
  }

  /** Step to retry with after scaled error `error` > 1. */
  reject(step: number, error: number): number {
    this.#rejected = true;
    return step / Math.min(1 / MOST_SHRINK, exp(EXPONENT * log(error)) / SAFETY);
  }
}
