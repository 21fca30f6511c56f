/** Half the sum of squares of a vector of residuals. */
export function costOf(residuals: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < residuals.length; index++) total += residuals[index]! ** 2;
  return total / 2;
}
