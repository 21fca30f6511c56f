import { InputError } from '../errors.js';

/** The values of the two groups of a binary label, each in the order of the rows. */
export interface LabelledGroups {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/**
 * Splits values by a binary label, and checks both on the way.
 *
 * @param values - one value per row; any unit; length n; finite
 * @param labels - 1 (positive) or 0 (negative) per row; length n; both labels occur
 * @param where - the caller's name, for the message of an error
 * @returns the values of the rows labelled 1 and of the rows labelled 0; each of length at least 1
 * @throws InputError - when lengths differ, a value is not finite, a label is neither 0 nor 1, or a label is absent
 */
export function splitByLabel(values: ArrayLike<number>, labels: ArrayLike<number>, where: string): LabelledGroups {
  if (values.length !== labels.length) {
    throw new InputError(
      `${where}.labels: must have one label per value (${values.length}); got ${labels.length} labels`,
    );
  }
  const positives: number[] = [];
  const negatives: number[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const label = labels[row]!;
    if (!Number.isFinite(value)) throw new InputError(`${where}.values[${row}]: must be finite; got ${value}`);
    if (!(label === 0 || label === 1)) throw new InputError(`${where}.labels[${row}]: must be 0 or 1; got ${label}`);
    (label === 1 ? positives : negatives).push(value);
  }
  if (!(positives.length > 0 && negatives.length > 0)) {
    throw new InputError(
      `${where}.labels: both labels must occur; got ${positives.length} of 1 and ${negatives.length} of 0`,
    );
  }
  return { positives: Float64Array.from(positives), negatives: Float64Array.from(negatives) };
}
