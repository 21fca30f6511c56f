import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';
import { markerCuts } from './choices.js';

/** Largest values of options: more would take years or more memory than machines have. */
export const mosts = {
  patients: 1_000_000,
  days: 3660,
  workers: 1024,
  /** Bootstrap samples, permutations, sets of trials. */
  resamples: 100_000,
  repeats: 1000,
  folds: 100,
  rounds: 100,
} as const;

/** Where a marker is cut: by a rule of that name, or at a number. @throws InvalidArgumentError - when it is neither */
export function markerCut(text: string): (typeof markerCuts)[number] | number {
  const known = markerCuts.find((name) => name === text);
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (known !== undefined) return known;
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError(`must be ${markerCuts.join(', ')} or a number; got '${text}'.`);
}

/** Parses a whole number of an option. @throws InvalidArgumentError - when it is not one, or out of the range */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(Number.isSafeInteger(value) && value >= least && value <= most)) {
      throw new InvalidArgumentError(`must be a whole number in [${least}, ${most}]; got '${text}'.`);
    }
    return value;
  };
}

/** A comma outside double quotes: an even number of quotes follows. */
const SEPARATING_COMMA = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;

/** A comma-separated list without empty entries; a name with a comma in it is in double quotes. */
export function nameList(text: string): readonly string[] {
  const names = text.split(SEPARATING_COMMA).map((part) => {
    const name = part.trim();
    return /^".+"$/s.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name;
  });
  if (names.some((name) => name === ''))
    throw new InvalidArgumentError(`must be names separated by commas; got '${text}'.`);
  return names;
}

/** A decimal number; the reader of src/io would load the simulator. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** A decimal number as people write it; NaN where it is none. */
export function decimal(text: string): number {
  return DECIMAL.test(text.trim()) ? Number(text) : Number.NaN;
}

/** A finite number above 0. */
export function positiveNumber(text: string): number {
  const value = decimal(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError(`must be a number > 0; got '${text}'.`);
  return value;
}

/** A number in a range, both ends included. */
export function numberBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = decimal(text);
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`must lie in [${least}, ${most}]; got '${text}'.`);
    }
    return value;
  };
}

/** A proportion strictly between 0 and 1, away from both. */
export const properShare = numberBetween(1e-6, 1 - 1e-6);

/** Times above 0 in ascending order, separated by commas. */
export function ascendingTimes(text: string): readonly number[] {
  const times = text.split(',').map(decimal);
  if (!times.every((time, index) => time > 0 && Number.isFinite(time) && (index === 0 || time > times[index - 1]!))) {
    throw new InvalidArgumentError(`must be ascending times > 0 separated by commas; got '${text}'.`);
  }
  return times;
}

/** For an option that may be repeated. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** Whole numbers in a range, separated by commas; in ascending order, each once. */
export function wholeNumbers(least: number, most: number): (text: string) => readonly number[] {
  const parse = wholeNumber(least, most);
  return (text) => [...new Set(nameList(text).map(parse))].sort((a, b) => a - b);
}

/** Worker threads by default: one per core. */
export function defaultWorkers(): number {
  return availableParallelism();
}

/** Values of a column that an option names: the list, and its text, which may be one value with a comma in it. */
export function valueList(text: string): { readonly text: string; readonly names: readonly string[] } {
  return { text, names: nameList(text) };
}
