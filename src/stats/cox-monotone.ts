import type { CoxData } from './cox-data.js';

type MonotoneData = Pick<CoxData, 'columns' | 'strata'>;

/** Rounding of a sum over covariates, as a share of the range of the sums. */
const ROUNDING = 1e-12;
/** Differences along a direction, as shares of its range, up to which patients may be equal along it. */
const EQUAL_SHARES = [1e-2, 1e-3, 1e-4, 1e-6, 1e-8, ROUNDING] as const;

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
  const along = valuesAlong(data, direction);
  const border = ROUNDING * rangeOf(along);
  let increases = false;
  for (const groups of data.strata) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { start, end, dying } of groups) {
      for (let place = start; place < end; place++) {
        least = Math.min(least, along[place]!);
        most = Math.max(most, along[place]!);
      }
      for (const place of dying) {
        if (along[place]! < most - border) return false;
        if (along[place]! > least + border) increases = true;
      }
    }
  }
  return increases;
}

/**
 * The direction that the steps of a search tend to, where the likelihood is monotone along it.
 *
 * Steps reach it in the limit only. Patients at risk who are nearly equal to the dying along the step are made equal along it, by
 * projection, and the result is checked exactly. Costs n d k^2 for d death times, at worst.
 *
 * @param data - as `coxData` gives it
 * @param step - a late step of the search, on the scale of the data
 * @returns a direction of length 1; null where the likelihood is monotone along none near the step
 */
export function monotoneDirection(data: MonotoneData, step: readonly number[]): readonly number[] | null {
  const along = valuesAlong(data, step);
  const range = rangeOf(along);
  for (const share of EQUAL_SHARES) {
    const direction = projected(step, differencesWithin(data, along, share * range));
    if (direction !== null && isMonotoneAlong(data, direction)) return direction;
  }
  return null;
}

/** Orthonormal vectors that span the differences of covariates between the dying and those at risk who are within the border. */
function differencesWithin(
  { columns, strata }: MonotoneData,
  along: Float64Array,
  border: number,
): readonly number[][] {
  const basis: number[][] = [];
  for (const groups of strata) {
    const first = groups[0]!.start;
    for (const { end, dying } of groups) {
      if (dying.length === 0) continue;
      const [own] = dying;
      for (let place = first; place < end; place++) {
        if (Math.abs(along[place]! - along[own!]!) > border) continue;
        const difference = columns.map((column) => column[place]! - column[own!]!);
        const rest = unitVector(difference, basis);
        if (rest !== null) basis.push(rest);
        if (basis.length === columns.length) return basis;
      }
    }
  }
  return basis;
}

function projected(vector: readonly number[], basis: readonly number[][]): readonly number[] | null {
  return basis.length === vector.length ? null : unitVector(vector, basis);
}

/** What a vector adds to an orthonormal basis, of length 1; null where that is rounding. */
function unitVector(vector: readonly number[], basis: readonly (readonly number[])[]): number[] | null {
  let rest = [...vector];
  // Twice, since once leaves rounding of the size of what it takes off
  for (const axis of [...basis, ...basis]) {
    const part = axis.reduce((sum, value, j) => sum + value * rest[j]!, 0);
    rest = rest.map((value, j) => value - part * axis[j]!);
  }
  const length = Math.hypot(...rest);
  return length > 1e-9 * Math.hypot(...vector) ? rest.map((value) => value / length) : null;
}
