import { hypotenuse } from '../numerics/elementary.js';
import type { CoxData } from './cox-data.js';

type MonotoneData = Pick<CoxData, 'columns' | 'strata'>;

/** Rounding of a sum over covariates, as a share of the range of the sums. */
const ROUNDING = 1e-12;
/** A late step of a search misses its direction by less than this, as a share of its range. */
const NEAR = 1e-2;

/** Values of all patients along a direction. */
export function valuesAlong({ columns }: Pick<CoxData, 'columns'>, direction: readonly number[]): Float64Array {
  return columns[0]!.map((_, place) => direction.reduce((sum, d, j) => sum + d * columns[j]![place]!, 0));
}

/** Largest less smallest value; 0 where there is none. */
export function rangeOf(values: Float64Array): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return Math.max(0, most - least);
}

/**
 * Whether a log partial likelihood increases without bound along a direction, so that it has no maximum.
 *
 * It does exactly where at every death time the dying have the largest value along the direction of all who are at risk,
 * and some who are at risk have a smaller one. Linear in the patients.
 *
 * @param data - as `coxData` gives it
 * @param direction - one value per covariate, on the scale of the data
 * @returns true where the likelihood is monotone along the direction, up to rounding
 * @see Bryson & Johnson 1981, Technometrics 23:381-383
 */
export function isMonotoneAlong(data: MonotoneData, direction: readonly number[]): boolean {
  const { increases, violation } = orderAlong(data, valuesAlong(data, direction));
  return increases && violation === null;
}

interface Order {
  /** Whether some at risk have a smaller value than one who dies. */
  readonly increases: boolean;
  /** The dying patient farthest below one at risk, and the latter; null where all are at the top, up to rounding. */
  readonly violation: { readonly dying: number; readonly above: number; readonly by: number } | null;
  readonly range: number;
}

function orderAlong({ strata }: MonotoneData, along: Float64Array): Order {
  const range = rangeOf(along);
  const border = ROUNDING * range;
  let increases = false;
  let violation: Order['violation'] = null;
  for (const groups of strata) {
    let least = Number.POSITIVE_INFINITY;
    let top = groups[0]!.start;
    for (const { start, end, dying } of groups) {
      for (let place = start; place < end; place++) {
        least = Math.min(least, along[place]!);
        if (along[place]! > along[top]!) top = place;
      }
      for (const place of dying) {
        const by = along[top]! - along[place]!;
        if (by > Math.max(border, violation?.by ?? 0)) violation = { dying: place, above: top, by };
        if (along[place]! > least + border) increases = true;
      }
    }
  }
  return { increases, violation, range };
}

/**
 * The direction that the steps of a search tend to, where the likelihood is monotone along it.
 *
 * Steps reach it in the limit only. A dying patient who is slightly below one at risk along the step is made equal to that
 * patient, by projection, until nobody is below; the result is checked exactly. Costs n k^2.
 *
 * @param data - as `coxData` gives it
 * @param step - a late step of the search, on the scale of the data
 * @returns a direction of length 1; null where the likelihood is monotone along none near the step
 */
export function monotoneDirection(data: MonotoneData, step: readonly number[]): readonly number[] | null {
  const basis: number[][] = [];
  for (;;) {
    const direction = unitVector(step, basis);
    if (direction === null) return null;
    const { increases, violation, range } = orderAlong(data, valuesAlong(data, direction));
    if (violation === null) return increases ? direction : null;
    if (violation.by > NEAR * range) return null;
    const { dying, above } = violation;
    const difference = unitVector(
      data.columns.map((column) => column[above]! - column[dying]!),
      basis,
    );
    if (difference === null) return null;
    basis.push(difference);
  }
}

/** What a vector adds to an orthonormal basis, of length 1; null where that is rounding. */
function unitVector(vector: readonly number[], basis: readonly (readonly number[])[]): number[] | null {
  let rest = [...vector];
  // Twice, since once leaves rounding of the size of what it takes off
  for (const axis of [...basis, ...basis]) {
    const part = axis.reduce((sum, value, j) => sum + value * rest[j]!, 0);
    rest = rest.map((value, j) => value - part * axis[j]!);
  }
  const length = hypotenuse(...rest);
  return length > 1e-9 * hypotenuse(...vector) ? rest.map((value) => value / length) : null;
}
