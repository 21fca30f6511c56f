import { square } from '../numerics/elementary.js';
/** A quadratic form vector' matrix^- vector, and the rank of the matrix. */
export interface InverseForm {
  readonly value: number;
  readonly rank: number;
}

/** Share of a diagonal element that must be left by the others; below it the element is a linear function of them. */
const LEAST_LEFT = 1e-10;

/**
 * vector' matrix^- vector for a positive semidefinite matrix, by symmetric elimination with the largest pivot first.
 *
 * Stops where what is left of every diagonal element is rounding; for a vector in the range of the matrix (a score and its
 * variance) the result does not depend on which elements were omitted. Cubic in the size.
 *
 * @param matrix - symmetric, positive semidefinite; k rows of k
 * @param vector - length k; in the range of the matrix
 * @returns the form and the rank; 0 and 0 where the matrix is 0
 */
export function inverseForm(matrix: readonly ArrayLike<number>[], vector: ArrayLike<number>): InverseForm {
  const left = matrix.map((row) => Float64Array.from(row));
  const rest = Float64Array.from(vector);
  const whole = left.map((row, index) => row[index]!);
  const open = new Set(whole.keys());
  let [value, rank] = [0, 0];
  for (;;) {
    let [pivot, best] = [-1, LEAST_LEFT];
    for (const index of open) {
      const share = whole[index]! > 0 ? left[index]![index]! / whole[index]! : 0;
      if (share > best) [pivot, best] = [index, share];
    }
    if (pivot < 0) return { value, rank };
    open.delete(pivot);
    rank++;
    const pivotRow = left[pivot]!;
    value += square(rest[pivot]!) / pivotRow[pivot]!;
    for (const row of open) {
      const factor = left[row]![pivot]! / pivotRow[pivot]!;
      rest[row]! -= factor * rest[pivot]!;
      for (const column of open) left[row]![column]! -= factor * pivotRow[column]!;
    }
  }
}
