/**
 * Cholesky factor of a symmetric matrix, for the small systems of a regression: L L' = A.
 *
 * @param matrix - k x k, row by row; symmetric; only the lower triangle is read
 * @param size - k
 * @param leastPivotShare - share of its diagonal element that each pivot must keep: below it the columns are collinear
 * @returns the lower triangle, row by row; null where a pivot is too small or not a number
 */
export function choleskyFactor(matrix: Float64Array, size: number, leastPivotShare: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) rest -= lower[i * size + k]! * lower[j * size + k]!;
      if (i === j) {
        if (!(rest > leastPivotShare * matrix[i * size + i]!)) return null;
        lower[i * size + i] = Math.sqrt(rest);
      } else {
        lower[i * size + j] = rest / lower[j * size + j]!;
      }
    }
  }
  return lower;
}

/**
 * Solves L L' x = b.
 *
 * @param lower - as {@link choleskyFactor} gives it
 * @param right - b; length k
 * @returns x; length k
 */
export function choleskySolve(lower: Float64Array, right: ArrayLike<number>): Float64Array {
  const solution = Float64Array.from(right);
  const size = solution.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) solution[i]! -= lower[i * size + j]! * solution[j]!;
    solution[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) solution[i]! -= lower[j * size + i]! * solution[j]!;
    solution[i]! /= lower[i * size + i]!;
  }
  return solution;
}

/**
 * Inverse of L L'.
 *
 * @param lower - as {@link choleskyFactor} gives it
 * @param size - k
 * @returns k x k, row by row; symmetric
 */
export function choleskyInverse(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    unit.fill(0);
    unit[column] = 1;
    inverse.set(choleskySolve(lower, unit), column * size);
  }
  return inverse;
}
