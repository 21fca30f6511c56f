/** Densities below this count as this in the denominator; cell/L. */
export const ERROR_FLOOR = 1e3;

/** Largest relative error at which a solution counts as of the workbench's accuracy class. */
export const ERROR_CLASS = 3e-6;

/**
 * Largest error of a solution: max over all entries of |x - reference| / max(|reference|, floor).
 *
 * @param solution - densities; cell/L
 * @param reference - the same length
 * @returns the error; null when the lengths differ or an entry is not finite
 */
export function largestRelativeError(solution: Float64Array, reference: Float64Array): number | null {
  if (solution.length !== reference.length) return null;
  let largest = 0;
  for (let index = 0; index < reference.length; index++) {
    const expected = reference[index]!;
    const error = Math.abs(solution[index]! - expected) / Math.max(Math.abs(expected), ERROR_FLOOR);
    // A NaN compares as not smaller and ends the search
    if (!(error <= largest)) {
      if (!Number.isFinite(error)) return null;
      largest = error;
    }
  }
  return largest;
}
