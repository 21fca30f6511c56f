import { mean } from 'simple-statistics';
import { InputError } from '../errors.js';
import { requireFollowUp, requireWeights } from './risk-table.js';

/** How deaths at one time are handled: Efron's or Breslow's approximation of their order. */
export type CoxTies = 'efron' | 'breslow';

/** Follow-up and covariates of a Cox regression, as the caller has them. */
export interface CoxInput {
  readonly times: ArrayLike<number>;
  readonly observed: ArrayLike<number>;
  /** k >= 1 columns of n values. */
  readonly columns: readonly ArrayLike<number>[];
  /** Stratum of each patient; each has a baseline hazard of its own. Default: one stratum. */
  readonly strata?: ArrayLike<number> | undefined;
  readonly weights?: ArrayLike<number> | undefined;
}

/** Patients of one stratum who leave at one time; places in the sorted order. */
export interface CoxTimeGroup {
  /** The first of the group in the order; the stratum's patients up to `end` are at risk. */
  readonly start: number;
  readonly end: number;
  /** Places of those who die. */
  readonly dying: readonly number[];
}

/** The same, sorted by stratum and falling time, with covariates centred and scaled. */
export interface CoxData {
  /** Row of the input at each place. */
  readonly order: Uint32Array;
  readonly weights: Float64Array;
  /** Centred at the mean, in standard deviations; k columns of n values in the sorted order. */
  readonly columns: readonly Float64Array[];
  /** Standard deviation of each column; 1 where it is constant. */
  readonly scales: readonly number[];
  /** Per stratum: groups of equal times, latest first. */
  readonly strata: readonly (readonly CoxTimeGroup[])[];
  readonly deaths: number;
}

/**
 * Brings the input of a Cox regression into the order in which risk sets grow. Costs n log n.
 *
 * @param input - follow-up, covariates, strata, weights
 * @param where - name of the caller, for messages
 * @returns sorted and scaled data
 * @throws InputError - when lengths differ, or a time, flag, weight or covariate lies outside its domain
 */
export function coxData(input: CoxInput, where: string): CoxData {
  const { times, observed, columns, strata, weights } = input;
  const n = times.length;
  requireFollowUp(times, observed, where);
  if (weights !== undefined) requireWeights(weights, n, where);
  if (!(columns.length >= 1)) throw new InputError(`${where}.columns: must hold one covariate at least; got none`);
  if (strata !== undefined && strata.length !== n) {
    throw new InputError(`${where}.strata: must hold ${n} strata; got ${strata.length}`);
  }
  columns.forEach((column, index) => {
    requireColumn(column, n, `${where}.columns[${index}]`);
  });
  const order = Uint32Array.from(times, (_, row) => row).sort(
    (a, b) => (strata?.[a] ?? 0) - (strata?.[b] ?? 0) || times[b]! - times[a]!,
  );
  const scaled = columns.map((column) => scaledColumn(column, order));
  const groups: CoxTimeGroup[][] = [];
  for (let start = 0; start < n; ) {
    const first = order[start]!;
    let end = start + 1;
    while (end < n && strata?.[order[end]!] === strata?.[first] && times[order[end]!] === times[first]) end++;
    const dying = Array.from({ length: end - start }, (_, place) => start + place).filter(
      (place) => observed[order[place]!] === 1,
    );
    const isNewStratum = start === 0 || strata?.[order[start - 1]!] !== strata?.[first];
    if (isNewStratum) groups.push([]);
    groups.at(-1)!.push({ start, end, dying });
    start = end;
  }
  return {
    order,
    weights: Float64Array.from(order, (row) => weights?.[row] ?? 1),
    columns: scaled.map(({ values }) => values),
    scales: scaled.map(({ scale }) => scale),
    strata: groups,
    deaths: Array.from(observed).reduce((sum, flag) => sum + flag, 0),
  };
}

function scaledColumn(column: ArrayLike<number>, order: Uint32Array): { values: Float64Array; scale: number } {
  const values = Float64Array.from(order, (row) => column[row]!);
  // A constant column keeps its scale: its mean may round, and the difference must not be blown up
  if (values.every((value) => value === values[0])) return { values: values.fill(0), scale: 1 };
  const middle = mean([...values]);
  const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
  return { values: values.map((value) => (value - middle) / scale), scale };
}

function requireColumn(column: ArrayLike<number>, length: number, where: string): void {
  if (column.length !== length) throw new InputError(`${where}: must hold ${length} values; got ${column.length}`);
  for (let row = 0; row < length; row++) {
    if (!Number.isFinite(column[row])) throw new InputError(`${where}[${row}]: must be finite; got ${column[row]}`);
  }
}
