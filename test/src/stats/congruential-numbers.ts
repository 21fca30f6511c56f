/** Columns of numbers in [0, 1) by s -> 1103515245 s + 12345 modulo 2^31, from seeds 7, 8, ...; written in Python alike. */
export function congruentialColumns(columns: number, n: number): readonly Float64Array[] {
  return Array.from({ length: columns }, (_, column) => {
    let state = 7 + column;
    return Float64Array.from({ length: n }, () => {
      state = (Math.imul(1103515245, state) + 12345) & 0x7fffffff;
      return state / 2 ** 31;
    });
  });
}

/** exp(3 x0) - 4 x1^2 + x0 x2 of four columns. */
export function rankExample(columns: readonly Float64Array[]): Float64Array {
  return columns[0]!.map((x0, row) => Math.exp(3 * x0) - 4 * columns[1]![row]! ** 2 + x0 * columns[2]![row]!);
}
