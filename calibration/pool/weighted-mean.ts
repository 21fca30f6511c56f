/**
 * Weighted mean of a column: sum of W g.
 *
 * @param weights - one per patient; sum 1; any sign
 * @param column - of the same length
 */
export function weightedMean(weights: Float64Array, column: Float64Array): number {
  let total = 0;
  for (let row = 0; row < weights.length; row++) total += weights[row]! * column[row]!;
  return total;
}
