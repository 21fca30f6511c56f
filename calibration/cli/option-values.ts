import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';

/** Parses a whole number of an option. @throws InvalidArgumentError - when it is not one, or below `least` */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(Number.isSafeInteger(value) && value >= least)) {
      throw new InvalidArgumentError(`must be a whole number >= ${least}; got '${text}'.`);
    }
    return value;
  };
}

/** Parses a share of an option. @throws InvalidArgumentError - when it is not a number in (0, 1) */
export function probability(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError(`must be a number in (0, 1); got '${text}'.`);
  return value;
}

/** A comma-separated list without empty entries. */
export function nameList(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === ''))
    throw new InvalidArgumentError(`must be names separated by commas; got '${text}'.`);
  return names;
}

/** A decimal number; the reader of src/io would load the simulator. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** A decimal number as people write it; NaN where it is none. */
function decimal(text: string): number {
  return DECIMAL.test(text.trim()) ? Number(text) : Number.NaN;
}

/** A proportion strictly between 0 and 1. */
export function properShare(text: string): number {
  const value = decimal(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError(`must lie in (0, 1); got '${text}'.`);
  return value;
}

/** A finite number above 0. */
export function positiveNumber(text: string): number {
  const value = decimal(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError(`must be a number > 0; got '${text}'.`);
  return value;
}

/** Times above 0 in ascending order, separated by commas. */
export function ascendingTimes(text: string): readonly number[] {
  const times = text.split(',').map(decimal);
  if (!times.every((time, index) => time > 0 && (index === 0 || time > times[index - 1]!))) {
    throw new InvalidArgumentError(`must be ascending times > 0 separated by commas; got '${text}'.`);
  }
  return times;
}

/** For an option that may be repeated. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** Days, whole and from 0, separated by commas; in ascending order, each once. */
export function dayList(text: string): readonly number[] {
  const days = nameList(text).map(wholeNumber(0));
  return [...new Set(days)].sort((a, b) => a - b);
}

/** Worker threads by default: one per core. */
export function defaultWorkers(): number {
  return availableParallelism();
}
