/** A symmetric matrix, or the lower factor of one, row by row. */
export type SquareMatrix = readonly Float64Array[];

/** Lower factor L of a matrix with a number added to its diagonal; undefined where that is not positive definite. */
export function cholesky(matrix: SquareMatrix, diagonal: number): SquareMatrix | undefined {
  const factor = matrix.map((row) => new Float64Array(row.length));
  for (let i = 0; i < matrix.length; i++) {
    const row = factor[i]!;
    for (let j = 0; j <= i; j++) {
      const other = factor[j]!;
      let rest = matrix[i]![j]! + (i === j ? diagonal : 0);
      for (let k = 0; k < j; k++) rest -= row[k]! * other[k]!;
      if (i !== j) row[j] = rest / other[j]!;
      else if (rest > 0) row[i] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return factor;
}

/** Solution of L x = right. */
export function solvedForward(factor: SquareMatrix, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i]![k]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  return x;
}

/** Solution of L L' x = right. */
export function solved(factor: SquareMatrix, right: ArrayLike<number>): Float64Array {
  const x = solvedForward(factor, right);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= factor[k]![i]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  return x;
}
