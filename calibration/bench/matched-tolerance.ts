import { DEFAULT_RELATIVE_TOLERANCE } from './bench-plan.js';
import type { PrecisionRow } from './bench-results.js';
import { ERROR_CLASS } from './relative-error.js';

/** A peer within this factor of the class at the default tolerance is taken to be of it: a second row would say the same. */
const NEAR_CLASS = 2;

/**
 * The tolerance at which a peer is compared at equal accuracy, where the default one leaves it outside the error class.
 *
 * @param rows - errors of one solver on one arm, any tolerances
 * @returns the loosest tolerance below the default whose error is in the class; null where the default one will do, or
 *   where none reaches it
 */
export function matchedTolerance(rows: readonly PrecisionRow[]): number | null {
  const atDefault = rows.find(({ relativeTolerance }) => relativeTolerance === DEFAULT_RELATIVE_TOLERANCE);
  if (atDefault?.error == null || atDefault.error <= NEAR_CLASS * ERROR_CLASS) return null;
  const fine = rows
    .filter(({ relativeTolerance, error }) => {
      return relativeTolerance < DEFAULT_RELATIVE_TOLERANCE && error !== null && error <= ERROR_CLASS;
    })
    .map(({ relativeTolerance }) => relativeTolerance);
  return fine.length === 0 ? null : Math.max(...fine);
}
