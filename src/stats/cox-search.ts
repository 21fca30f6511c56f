import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { CoxData, CoxTies, CoxTimeGroup } from './cox-data.js';
import { type CoxLikelihood, coxLikelihood } from './cox-likelihood.js';
import { isMonotoneAlong, monotoneDirection, rangeOf, valuesAlong } from './cox-monotone.js';
import { halvedStep, LIKELIHOOD_ROUNDING } from './halved-step.js';
import { inverseForm } from './inverse-form.js';

/**
 * Why a term has no estimate. `infinite`, `zero`: the likelihood increases without bound as its hazard ratio tends there.
 * `undetermined`: in that limit every value of it gives the same likelihood. `constant`: it does not vary among patients at risk
 * together. `collinear`: among those it is a linear function of the terms before it.
 */
export type CoxLoss = 'infinite' | 'zero' | 'undetermined' | 'constant' | 'collinear';

/** Where a search ended. */
export interface CoxMaximum {
  /** Reason of each column without an estimate; null where it has one. */
  readonly losses: readonly (CoxLoss | null)[];
  /** The first direction along which the likelihood is monotone, all columns; null where there is none. */
  readonly direction: readonly number[] | null;
  /** Largest value, or its limit along the directions. */
  readonly logLikelihood: number;
  readonly iterations: number;
  /** Columns that the search moved, their coefficients and the inverse of their information; the data that they belong to. */
  readonly active: readonly number[];
  readonly coefficients: readonly number[];
  readonly inverse: Matrix | null;
  readonly data: CoxData;
}

const MAX_ITERATIONS = 60;
/** Largest Newton step at convergence, per 1 + |coefficient| in standard deviations: taken once more, its square is left. */
const STEP_TOLERANCE = 1e-9;
/** Steps before directions are checked, and the range that a step along one has at least: it tends to 1 or more. */
const FIRST_CHECK = 6;
const LEAST_RANGE = 0.5;
/** Share of a covariate's information that the others must leave. */
const LEAST_LEFT = 1e-12;
const LEAST_OWN_SHARE = 1e-10;
/** Parts of a direction, as shares of the largest, that are rounding. */
const NO_PART = 1e-6;

/**
 * Maximum of a log partial likelihood by Newton's method (step halved while it falls), or its limit where it has none.
 *
 * Columns without information of their own are left out. Along a direction without maximum the likelihood tends to one in which
 * each patient is compared with those of the same value along it, i.e. with finer strata; the search continues there,
 * until a maximum is found. Costs n k^2 per iteration.
 *
 * @param data - as `coxData` gives it
 * @param atZero - its likelihood at coefficients of 0
 * @param ties - approximation for equal death times
 * @returns the maximum with the losses of the columns; null where 60 steps did not find it
 * @see Bryson & Johnson 1981, Technometrics 23:381-383
 */
export function searchCox(data: CoxData, atZero: CoxLikelihood, ties: CoxTies): CoxMaximum | null {
  const losses: (CoxLoss | null)[] = data.columns.map(() => null);
  for (const { column, loss } of dependentColumns(atZero.information, data.deaths)) losses[column] = loss;
  const kept = [...losses.keys()].filter((column) => losses[column] === null);
  const directions: (readonly number[])[] = [];
  let present: CoxData = { ...data, columns: kept.map((column) => data.columns[column]!) };
  for (let iterations = 0; ; ) {
    const stage = maximise(present, ties, atZero.logLikelihood);
    if (stage === null) return null;
    iterations += stage.iterations;
    if (stage.kind === 'monotone') {
      directions.push(stage.direction);
      present = dividedAlong(present, stage.direction);
      continue;
    }
    const { active, coefficients, logLikelihood, inverse } = stage;
    stage.undetermined.forEach((place) => {
      losses[kept[place]!] = 'undetermined';
    });
    kept.forEach((column, place) => {
      const parts = directions.map((direction) => direction[place]!);
      const moving = parts.find((part, index) => Math.abs(part) > NO_PART * largest(directions[index]!));
      if (moving !== undefined) losses[column] = moving > 0 ? 'infinite' : 'zero';
    });
    const [first] = directions;
    return {
      losses,
      direction: first === undefined ? null : data.columns.map((_, column) => first[kept.indexOf(column)] ?? 0),
      logLikelihood,
      iterations,
      active: active.map((place) => kept[place]!),
      coefficients,
      inverse,
      data: { ...present, columns: active.map((place) => present.columns[place]!) },
    };
  }
}

type Stage = { readonly iterations: number } & (
  | { readonly kind: 'monotone'; readonly direction: readonly number[] }
  | {
      readonly kind: 'maximum';
      readonly active: readonly number[];
      /** Columns that can be changed together with others at no loss. */
      readonly undetermined: readonly number[];
      readonly coefficients: readonly number[];
      readonly logLikelihood: number;
      readonly inverse: Matrix | null;
    }
);

/** Newton's method on the columns that have information of their own. */
function maximise(data: CoxData, ties: CoxTies, empty: number): Stage | null {
  if (data.columns.length === 0) {
    return {
      kind: 'maximum',
      active: [],
      undetermined: [],
      coefficients: [],
      logLikelihood: empty,
      iterations: 0,
      inverse: null,
    };
  }
  const { information, logLikelihood } = coxLikelihood(
    data,
    data.columns.map(() => 0),
    ties,
  );
  const free = dependentColumns(information, data.deaths).map(({ column }) => column);
  const active = [...data.columns.keys()].filter((column) => !free.includes(column));
  const undetermined = [...new Set(free.flatMap((column) => [column, ...sharedWith(information, column, active)]))];
  if (active.length === 0) {
    return { kind: 'maximum', active, undetermined, coefficients: [], logLikelihood, iterations: 0, inverse: null };
  }
  const own = { ...data, columns: active.map((column) => data.columns[column]!) };
  const whole = (direction: readonly number[]) =>
    data.columns.map((_, column) => direction[active.indexOf(column)] ?? 0);
  const axes = active.flatMap((_, axis) => [1, -1].map((sign) => active.map((__, j) => (j === axis ? sign : 0))));
  const endless = axes.filter((axis) => isMonotoneAlong(own, axis));
  if (endless.length > 0) {
    const sum = active.map((_, j) => endless.reduce((total, axis) => total + axis[j]!, 0));
    return { kind: 'monotone', direction: whole(sum), iterations: 0 };
  }
  let coefficients: readonly number[] = active.map(() => 0);
  let current = coxLikelihood(own, coefficients, ties);
  let step: readonly number[] = coefficients;
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    const decomposed = choleskyOf(current);
    const canStep = decomposed.isPositiveDefinite();
    if (canStep) step = decomposed.solve(Matrix.columnVector([...current.score])).getColumn(0);
    const from = coefficients;
    if (canStep && step.every((change, j) => Math.abs(change) <= STEP_TOLERANCE * (1 + Math.abs(from[j]!)))) {
      coefficients = from.map((b, j) => b + step[j]!);
      current = coxLikelihood(own, coefficients, ties);
      const inverse = choleskyOf(current).solve(Matrix.eye(active.length));
      const reached = current.logLikelihood;
      return { kind: 'maximum', active, undetermined, coefficients, logLikelihood: reached, iterations, inverse };
    }
    const before = current.logLikelihood;
    if (canStep) ({ coefficients, likelihood: current } = nextPoint(own, { from, step, before }, ties));
    const stalls = !(canStep && current.logLikelihood - before > LIKELIHOOD_ROUNDING * Math.abs(before));
    const mayBeEndless = iterations >= FIRST_CHECK && rangeOf(valuesAlong(own, step)) >= LEAST_RANGE;
    if (mayBeEndless || stalls) {
      const direction = monotoneDirection(own, step);
      if (direction !== null) return { kind: 'monotone', direction: whole(direction), iterations };
      if (!canStep) return null;
    }
  }
  return null;
}

function nextPoint(
  data: CoxData,
  {
    from,
    step,
    before,
  }: { readonly from: readonly number[]; readonly step: readonly number[]; readonly before: number },
  ties: CoxTies,
): { readonly coefficients: readonly number[]; readonly likelihood: CoxLikelihood } {
  return halvedStep(
    before,
    (share) => {
      const tried = from.map((b, j) => b + share * step[j]!);
      return { coefficients: tried, likelihood: coxLikelihood(data, tried, ties) };
    },
    // Where all risks of a stratum underflow the sum of logarithms is not finite
    ({ likelihood }) => (Number.isFinite(likelihood.logLikelihood) ? likelihood.logLikelihood : Number.NaN),
  );
}

/** The data with a stratum for each value along a direction: the limit of risk sets as coefficients move along it. */
function dividedAlong(data: CoxData, direction: readonly number[]): CoxData {
  const along = valuesAlong(data, direction);
  const border = LEAST_LEFT * rangeOf(along);
  const places: number[] = [];
  const strata: CoxTimeGroup[][] = [];
  for (const groups of data.strata) {
    const [first, last] = [groups[0]!.start, groups.at(-1)!.end];
    const members = Array.from({ length: last - first }, (_, index) => first + index);
    const sorted = [...members].sort((a, b) => along[a]! - along[b]!);
    const levelOf = new Map<number, number>();
    let level = 0;
    sorted.forEach((place, index) => {
      if (index > 0 && along[place]! - along[sorted[index - 1]!]! > border) level++;
      levelOf.set(place, level);
    });
    for (let value = 0; value <= level; value++) {
      const divided: CoxTimeGroup[] = [];
      for (const group of groups) {
        const start = places.length;
        for (let place = group.start; place < group.end; place++) if (levelOf.get(place) === value) places.push(place);
        if (places.length === start) continue;
        const dying = group.dying.map((place) => places.indexOf(place, start)).filter((place) => place >= 0);
        divided.push({ start, end: places.length, dying, deaths: dying.length === 0 ? 0 : group.deaths });
      }
      strata.push(divided);
    }
  }
  return {
    ...data,
    order: Uint32Array.from(places, (place) => data.order[place]!),
    weights: Float64Array.from(places, (place) => data.weights[place]!),
    columns: data.columns.map((column) => Float64Array.from(places, (place) => column[place]!)),
    strata,
  };
}

function choleskyOf({ information }: CoxLikelihood): CholeskyDecomposition {
  return new CholeskyDecomposition(new Matrix(information.map((row) => [...row])));
}

const largest = (vector: readonly number[]) => vector.reduce((most, part) => Math.max(most, Math.abs(part)), 0);

interface Dependent {
  readonly column: number;
  readonly loss: 'constant' | 'collinear';
}

/** Columns without information, or whose information is a linear function of that of the columns before them. */
function dependentColumns(information: readonly Float64Array[], deaths: number): readonly Dependent[] {
  const kept: number[] = [];
  return [...information.keys()].flatMap((column): readonly Dependent[] => {
    const own = information[column]![column]!;
    // In standard deviations, squared, per death
    if (!(own > LEAST_LEFT * Math.max(1, deaths))) return [{ column, loss: 'constant' }];
    const block = kept.map((row) => kept.map((other) => information[row]![other]!));
    const explained = inverseForm(
      block,
      kept.map((row) => information[row]![column]!),
    ).value;
    if (!(own - explained > LEAST_OWN_SHARE * own)) return [{ column, loss: 'collinear' }];
    kept.push(column);
    return [];
  });
}

/** Of the active columns those that a dependent column is a function of. */
function sharedWith(
  information: readonly Float64Array[],
  column: number,
  active: readonly number[],
): readonly number[] {
  if (active.length === 0) return [];
  const block = new Matrix(active.map((row) => active.map((other) => information[row]![other]!)));
  const right = Matrix.columnVector(active.map((row) => information[row]![column]!));
  const parts = new CholeskyDecomposition(block).solve(right).getColumn(0);
  return active.filter((_, index) => Math.abs(parts[index]!) > NO_PART);
}
