/**
 * Ranks of values from 1, equal values sharing the mean of the ranks they take up. n log n.
 *
 * @param values - any unit; length n >= 0; finite
 * @returns midrank of each value, in the order of the values; multiples of 1/2 in [1, n]; length n
 */
export function midranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, index) => index).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Float64Array(values.length);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end]!]! === values[order[start]!]!) end++;
    // Ranks start + 1 to end.
    for (let place = start; place < end; place++) ranks[order[place]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
