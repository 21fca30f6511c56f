import { InputError } from '../errors.js';

/**
 * Scales values linearly onto [0, 1].
 *
 * x -> (x - min) / (max - min).
 *
 * @param values - any unit; length n >= 2; finite, not all equal
 * @returns scaled copy; dimensionless; length n; its least value is 0 and its largest 1
 * @throws InputError - when a value is not finite, or when all are equal (one value included)
 */
export function minMaxScale(values: ArrayLike<number>): Float64Array {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) throw new InputError(`minMaxScale.values[${index}]: must be finite; got ${value}`);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (!(max > min)) {
    const got = values.length === 0 ? 'no value' : `${values.length} value(s) equal to ${min}`;
    throw new InputError(`minMaxScale.values: must hold two different values; got ${got}`);
  }
  return Float64Array.from(values, (value) => (value - min) / (max - min));
}
