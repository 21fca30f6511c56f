import { InvalidArgumentError } from 'commander';
import { decimal } from './option-values.js';

/** Values of `--range`: a share of the baseline for all parameters, absolute ranges for single ones. */
export interface ParameterRanges {
  readonly share: number;
  /** Lower and upper end by name; unit of the parameter. */
  readonly absolute: Readonly<Record<string, readonly [low: number, high: number]>>;
}

export const defaultRanges: ParameterRanges = { share: 0.1, absolute: {} };

/**
 * Parses `--range`: a share, `NAME=LOW..HIGH`, or several separated by commas; a later value is added to earlier ones.
 *
 * @param text - the option's value
 * @param previous - values of earlier options
 * @throws InvalidArgumentError - when a part has neither form, or a name is given twice
 */
export function parameterRanges(text: string, previous: ParameterRanges): ParameterRanges {
  return text.split(',').reduce(withRange, previous);
}

function withRange(ranges: ParameterRanges, text: string): ParameterRanges {
  const part = text.trim();
  const equals = part.indexOf('=');
  if (equals < 0) {
    const share = decimal(part);
    if (!(share > 0 && Number.isFinite(share))) {
      throw new InvalidArgumentError(`must be a number > 0, or NAME=LOW..HIGH; got '${part}'.`);
    }
    return { ...ranges, share };
  }
  const name = part.slice(0, equals);
  const ends = part.slice(equals + 1).split('..');
  const [low = Number.NaN, high = Number.NaN] = ends.map(decimal);
  if (name === '' || ends.length !== 2 || !(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new InvalidArgumentError(`must be NAME=LOW..HIGH with LOW below HIGH; got '${part}'.`);
  }
  if (Object.hasOwn(ranges.absolute, name)) {
    throw new InvalidArgumentError(`must name each parameter once; got '${name}' twice.`);
  }
  return { ...ranges, absolute: Object.fromEntries([...Object.entries(ranges.absolute), [name, [low, high]]]) };
}
