import { InputError } from '../errors.js';

/**
 * A decision variable with finitely many levels: the steps of a grid (a dose), whole numbers (cycles), or the options of a choice
 * (lists of days). What a level means is known to the caller alone.
 */
export interface SearchVariable {
  readonly name: string;
  /** Number of levels; integer >= 1. */
  readonly levels: number;
  /** Whether neighbouring levels resemble each other; false for a choice. */
  readonly ordered: boolean;
}

/** One level of each variable: integers from 0, in the order of the variables. */
export type SearchPoint = readonly number[];

/** A point with what it is worth. */
export interface EvaluatedPoint {
  readonly point: SearchPoint;
  /** Values to be minimised; not NaN. */
  readonly objectives: readonly number[];
  /** By how much limits are exceeded, in all; 0 where every limit is met. */
  readonly violation: number;
}

/** Text that tells points apart. */
export const pointKey = (point: SearchPoint): string => point.join();

/** Number of points of a space. */
export function spaceSize(variables: readonly SearchVariable[]): number {
  return variables.reduce((product, { levels }) => product * levels, 1);
}

/** The point of a number from 0 to the size of the space less 1; the last variable varies fastest. */
export function pointAt(variables: readonly SearchVariable[], index: number): SearchPoint {
  const point: number[] = [];
  let rest = index;
  for (const { levels } of variables.toReversed()) {
    point.unshift(rest % levels);
    rest = Math.floor(rest / levels);
  }
  return point;
}

/** @throws InputError - when a variable has no level, or two have the same name */
export function requireVariables(variables: readonly SearchVariable[]): void {
  if (variables.length === 0) throw new InputError('search.variables: must name at least one variable; got none');
  variables.forEach(({ name, levels }, index) => {
    if (!(Number.isInteger(levels) && levels >= 1)) {
      throw new InputError(`search.variables[${index}].levels: must be a whole number >= 1; got ${levels}`);
    }
    if (variables.findIndex((other) => other.name === name) < index) {
      throw new InputError(`search.variables[${index}].name: must be unique; got ${name} again`);
    }
  });
}
