import { mean } from 'simple-statistics';
import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';
import { requireFollowUp, requireWeights, type WeightMeaning } from './risk-table.js';
import { tieTimes } from './tied-times.js';

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
  /** What the weights are; numbers of patients must be whole. Default: sampling. */
  readonly weightsAre?: WeightMeaning | undefined;
}

/** Patients of one stratum who leave at one time; places in the sorted order. */
export interface CoxTimeGroup {
  /** The first of the group in the order; the stratum's patients up to `end` are at risk. */
  readonly start: number;
  readonly end: number;
  /** Places of those who die. */
  readonly dying: readonly number[];
  /** Number of deaths: those places, or the patients that they count for. */
  readonly deaths: number;
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
  /** Patients and deaths: rows, or the patients that they count for. */
  readonly patients: number;
  readonly deaths: number;
}

/** Patients that weights may count: as many terms can one death time of a likelihood have. */
const MOST_PATIENTS = 1e7;

/**
 * Brings the input of a Cox regression into the order in which risk sets grow. Costs n log n.
 *
 * @param input - follow-up, covariates, strata, weights
 * @param where - name of the caller, for messages
 * @returns sorted and scaled data
 * @throws InputError - when lengths differ, a time, flag, weight or covariate lies outside its domain, or weights that
 *   count patients are not whole numbers of at most 1e7 patients in all
 */
export function coxData(input: CoxInput, where: string): CoxData {
  const { observed, columns, strata, weights, weightsAre = 'sampling' } = input;
  const n = input.times.length;
  requireFollowUp(input.times, observed, where);
  if (weights !== undefined) requireWeights(weights, n, where);
  const counts = weightsAre === 'patients' ? weights : undefined;
  if (counts !== undefined) requireCounts(counts, where);
  const patientsIn = (rows: ArrayLike<number>) =>
    counts === undefined ? rows.length : Array.from(rows).reduce((sum, row) => sum + counts[row]!, 0);
  const { times } = tieTimes(input.times);
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
    groups.at(-1)!.push({ start, end, dying, deaths: patientsIn(dying.map((place) => order[place]!)) });
    start = end;
  }
  return {
    order,
    weights: Float64Array.from(order, (row) => weights?.[row] ?? 1),
    columns: scaled.map(({ values }) => values),
    scales: scaled.map(({ scale }) => scale),
    strata: groups,
    patients: patientsIn(order),
    deaths: patientsIn(order.filter((row) => observed[row] === 1)),
  };
}

function scaledColumn(column: ArrayLike<number>, order: Uint32Array): { values: Float64Array; scale: number } {
  const values = Float64Array.from(order, (row) => column[row]!);
  // A constant column keeps its scale: its mean may round, and the difference must not be blown up
  if (values.every((value) => value === values[0])) return { values: values.fill(0), scale: 1 };
  // In units of the largest value: squares of very large or small numbers leave the range of a double
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const shares = values.map((value) => value / largest);
  const middle = mean([...shares]);
  const deviation = Math.sqrt(shares.reduce((sum, share) => sum + square(share - middle), 0) / shares.length);
  return { values: shares.map((share) => (share - middle) / deviation), scale: deviation * largest };
}

function requireCounts(weights: ArrayLike<number>, where: string): void {
  let sum = 0;
  for (let row = 0; row < weights.length; row++) {
    if (!Number.isSafeInteger(weights[row])) {
      throw new InputError(`${where}.weights[${row}]: must be a whole number of patients; got ${weights[row]}`);
    }
    sum += weights[row]!;
  }
  if (!(sum <= MOST_PATIENTS)) throw new InputError(`${where}.weights: must count at most 1e7 patients; got ${sum}`);
}

function requireColumn(column: ArrayLike<number>, length: number, where: string): void {
  if (column.length !== length) throw new InputError(`${where}: must hold ${length} values; got ${column.length}`);
  for (let row = 0; row < length; row++) {
    if (!Number.isFinite(column[row])) throw new InputError(`${where}[${row}]: must be finite; got ${column[row]}`);
  }
}
