import type { FitPool } from './fit-pool.js';

/**
 * What importance weights are calibrated on, and what their derivatives are made of: log x_j and log(1 - x_j).
 *
 * One column per control, log x of every dimension first, then log(1 - x). Columns have their plain mean over the pool taken
 * off, so that products of them lose no digits.
 */
export interface WeightControls {
  readonly columns: readonly Float64Array[];
  /** The means that were taken off. */
  readonly centres: Float64Array;
}

/** The controls of a pool, column by column. */
export function weightControls({ patients, dimensions, logX, log1mX }: FitPool): WeightControls {
  const columns = [logX, log1mX].flatMap((logs) =>
    Array.from({ length: dimensions }, (_, j) => {
      const column = new Float64Array(patients);
      for (let patient = 0; patient < patients; patient++) column[patient] = logs[patient * dimensions + j]!;
      return column;
    }),
  );
  const centres = Float64Array.from(columns, meanOf);
  columns.forEach((column, control) => {
    const centre = centres[control]!;
    for (let patient = 0; patient < patients; patient++) column[patient]! -= centre;
  });
  return { columns, centres };
}

function meanOf(column: Float64Array): number {
  let total = 0;
  for (const value of column) total += value;
  return column.length > 0 ? total / column.length : 0;
}
