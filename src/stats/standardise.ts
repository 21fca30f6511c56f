import { extent, mean, sampleStandardDeviation } from 'simple-statistics';
import { InputError } from '../errors.js';

/** A column with mean 0 and sample standard deviation 1, and what it takes to get the original back. */
export interface StandardisedColumn {
  readonly values: Float64Array;
  readonly mean: number;
  /** Sample standard deviation, divisor n - 1. */
  readonly standardDeviation: number;
}

/**
 * Standardises a column.
 *
 * x -> (x - mean) / sd.
 *
 * @param column - any unit; length n >= 2; finite, not all equal
 * @param where - the column's name, for the message of an error
 * @returns standardised values (dimensionless), mean and standard deviation (unit of the column)
 * @throws InputError - when there are fewer than two values, one is not finite, or all are equal
 */
export function standardise(column: ArrayLike<number>, where: string): StandardisedColumn {
  const values = Array.from(column);
  if (!(values.length >= 2)) throw new InputError(`${where}: must hold at least two values; got ${values.length}`);
  const issue = values.findIndex((value) => !Number.isFinite(value));
  if (issue >= 0) throw new InputError(`${where}[${issue}]: must be finite; got ${values[issue]}`);
  const [low, high] = extent(values);
  if (!(high > low)) throw new InputError(`${where}: must vary; got ${values.length} values equal to ${low}`);
  const centre = mean(values);
  const standardDeviation = sampleStandardDeviation(values);
  return {
    values: Float64Array.from(values, (value) => (value - centre) / standardDeviation),
    mean: centre,
    standardDeviation,
  };
}
