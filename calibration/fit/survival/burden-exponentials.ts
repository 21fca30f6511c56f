/** Cells of the table; with the polynomial below the error stays at the rounding of a double for slopes up to 100. */
const CELLS = 4096;

/** Held below the largest double, so that times a probability of 0 it is 0. A daily death probability is 1 long before. */
const MOST = 1e300;

/** exp(slope chi) at equally spaced chi. */
export interface ExponentialTable {
  readonly slope: number;
  /** Width of a cell; chi. */
  readonly cell: number;
  readonly values: Float64Array;
}

/**
 * Tabulates exp(slope chi).
 *
 * @param slope - of z by chi; any sign
 * @param top - largest chi that will be evaluated; > 0
 */
export function exponentialTable(slope: number, top: number): ExponentialTable {
  const cell = top / CELLS;
  const values = Float64Array.from({ length: CELLS + 1 }, (_, index) => Math.min(Math.exp(slope * index * cell), MOST));
  return { slope, cell, values };
}

/** One patient's chi, and exp(slope chi). */
export interface BurdenRow {
  readonly chi: Float64Array;
  readonly exponentials: Float64Array;
}

/**
 * Reads one patient's burdens: each exponential is the nearest entry of the table times the exponential of the remainder.
 *
 * The remainder is at most half a cell; its exponential is a polynomial of fifth degree. A third of the time of `Math.exp`.
 *
 * @param table - of the slope
 * @param burden - chi of many patients, in [0, top]; a rounding error below 0 is allowed
 * @param first - where the patient's begin
 * @param row - written
 */
export function readBurdens(table: ExponentialTable, burden: Float32Array, first: number, row: BurdenRow): void {
  const { slope, cell, values } = table;
  const { chi, exponentials } = row;
  const perCell = 1 / cell;
  for (let node = 0; node < chi.length; node++) {
    const value = burden[first + node]!;
    const nearest = (value * perCell + 0.5) | 0;
    const left = slope * (value - nearest * cell);
    chi[node] = value;
    exponentials[node] =
      values[nearest]! * (1 + left * (1 + left * (1 / 2 + left * (1 / 6 + left * (1 / 24 + left * (1 / 120))))));
  }
}
