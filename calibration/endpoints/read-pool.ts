import { daysBetweenVisits, linearCrossing, square } from '../../src/index.js';
import type { Curve, CurveName } from './curves.js';
import { type Endpoint, endpoints } from './endpoints.js';

/** Positions of the columns of one arm among those of a weighted pool; values are fractions. */
export interface PoolColumns {
  /** First column of the response classes, and of the classes of best response; the others follow. */
  readonly response: number;
  readonly best: number;
  /** First column of each curve, and the days of its columns; ascending. */
  readonly curves: Readonly<Record<CurveName, { readonly first: number; readonly days: readonly number[] }>>;
  /** Days of the visits of the arm. */
  readonly visits: readonly number[];
  readonly monthDays: number;
  readonly horizonDays: number;
}

/** An endpoint of a weighted pool with its derivatives with respect to the columns it is read from. */
export interface PooledEndpoint {
  readonly value: number;
  readonly slopes: readonly { readonly column: number; readonly slope: number }[];
}

/** Spacing of the times around a median at which its curve is computed; days; and their number on each side. */
const MEDIAN_STEP_DAYS = 20;
const MEDIAN_STEPS = 4;

/** Spacing of the times after the last visit; days. Between them a curve is taken as straight. */
const STEP_AFTER_VISITS_DAYS = 5;

/** When curves are read. */
export interface CurveTimes {
  /** Expected median overall survival; days. */
  readonly median: number;
  readonly visits: readonly number[];
  readonly monthDays: number;
  readonly horizonDays: number;
}

/**
 * Days at which a curve is required for its median and landmarks: overall survival around its expected median, progression-free
 * survival at all visits and every few days after the last one.
 *
 * @param curve - the curve
 * @param times - when it is read
 * @returns ascending, within the simulated time
 */
export function curveDays(
  { column, landmarkMonths }: Curve,
  { median, visits, monthDays, horizonDays }: CurveTimes,
): readonly number[] {
  const days = new Set(landmarkMonths.map((month) => month * monthDays));
  if (column === 'survival') {
    for (let step = -MEDIAN_STEPS; step <= MEDIAN_STEPS; step++) days.add(median + step * MEDIAN_STEP_DAYS);
  } else {
    for (const day of daysBetweenVisits(visits, horizonDays, STEP_AFTER_VISITS_DAYS)) days.add(day);
  }
  return [...days].filter((day) => day > 0 && day <= horizonDays).sort((a, b) => a - b);
}

/**
 * Every endpoint of one arm from the columns of a weighted pool: percent, and months for a median.
 *
 * A median is read by cubic interpolation of the curve at the four times around the crossing of one half (linear where
 * fewer are available); NaN where the times do not include it. Its derivative is that of the curve there over the density.
 * That of progression-free survival is read with visits in windows around their days (see `medianBetweenVisitsDays`).
 *
 * @param columns - positions of the columns of the arm
 * @param predictions - the model's value of each column; fractions
 * @returns in the order of `endpoints`
 */
export function readPool(columns: PoolColumns, predictions: ArrayLike<number>): readonly PooledEndpoint[] {
  return endpoints.map((endpoint) => readOne(endpoint, columns, predictions));
}

function readOne(endpoint: Endpoint, columns: PoolColumns, predictions: ArrayLike<number>): PooledEndpoint {
  if (endpoint.kind === 'rate' || endpoint.kind === 'best') {
    const first = endpoint.kind === 'rate' ? columns.response : columns.best;
    return share(
      endpoint.classes.map((index) => first + index),
      predictions,
    );
  }
  const { curve } = endpoint;
  const { monthDays, visits, horizonDays } = columns;
  const { first, days } = columns.curves[curve.name];
  if (endpoint.kind === 'landmark') {
    const index = days.indexOf(endpoint.month * monthDays);
    return index < 0 ? { value: Number.NaN, slopes: [] } : share([first + index], predictions);
  }
  const valueAt = (index: number) => predictions[first + index]!;
  const crossing =
    curve.column === 'survival'
      ? halfCrossing(
          days,
          days.map((_, index) => valueAt(index)),
        )
      : straightCrossing(
          days,
          daysBetweenVisits(visits, horizonDays, STEP_AFTER_VISITS_DAYS).map((day) => days.indexOf(day)),
          valueAt,
        );
  return {
    value: crossing.day / monthDays,
    slopes: crossing.slopes.map(({ index, slope }) => ({ column: first + index, slope: slope / monthDays })),
  };
}

/** Time at which the straight lines through the values at some of the days cross one half. */
function straightCrossing(
  days: readonly number[],
  places: readonly number[],
  valueAt: (index: number) => number,
): Crossing {
  const found = linearCrossing(
    places.map((place) => days[place]!),
    places.map(valueAt),
  );
  if (found === null) return { day: Number.NaN, slopes: [] };
  const at = (node: number) =>
    node < 0 ? { day: 0, value: 1 } : { day: days[places[node]!]!, value: valueAt(places[node]!) };
  const [from, to] = [at(found.before), at(found.after)];
  const [length, drop] = [to.day - from.day, from.value - to.value];
  const slopes = [
    { node: found.before, slope: (length * (0.5 - to.value)) / square(drop) },
    { node: found.after, slope: (length * (from.value - 0.5)) / square(drop) },
  ];
  return {
    day: found.day,
    slopes: slopes.flatMap(({ node, slope }) => (node < 0 ? [] : [{ index: places[node]!, slope }])),
  };
}

/** A sum of columns in percent. */
function share(columns: readonly number[], predictions: ArrayLike<number>): PooledEndpoint {
  return {
    value: columns.reduce((sum, column) => sum + 100 * predictions[column]!, 0),
    slopes: columns.map((column) => ({ column, slope: 100 })),
  };
}

interface Crossing {
  readonly day: number;
  readonly slopes: readonly { readonly index: number; readonly slope: number }[];
}

/** Time at which a decreasing curve crosses one half: a polynomial of survival through the points around it. */
function halfCrossing(times: readonly number[], alive: readonly number[]): Crossing {
  const after = alive.findIndex((value) => value <= 0.5);
  if (after <= 0) return { day: Number.NaN, slopes: [] };
  const from = Math.max(0, after - 2);
  const nodes = Array.from({ length: Math.min(times.length, after + 2) - from }, (_, k) => from + k).filter(
    (index, k, all) => k === 0 || alive[index]! < alive[all[k - 1]!]!,
  );
  // Lagrange's form of the inverse function at one half
  const shares = nodes.map((own) =>
    nodes.reduce((product, other) => {
      return other === own ? product : (product * (0.5 - alive[other]!)) / (alive[own]! - alive[other]!);
    }, 1),
  );
  const day = nodes.reduce((sum, index, k) => sum + shares[k]! * times[index]!, 0);
  // The derivative with respect to one node is its share of the slope there
  return {
    day,
    slopes: nodes.map((index, k) => ({ index, slope: -shares[k]! * inverseSlope(nodes, times, alive, alive[index]!) })),
  };
}

/** d time / d survival of the interpolating polynomial at some survival. */
function inverseSlope(
  nodes: readonly number[],
  times: readonly number[],
  alive: readonly number[],
  at: number,
): number {
  return nodes.reduce((total, own) => {
    const others = nodes.filter((other) => other !== own);
    const derivative = others.reduce((sum, left) => {
      const factor = others
        .filter((other) => other !== left)
        .reduce((product, other) => (product * (at - alive[other]!)) / (alive[own]! - alive[other]!), 1);
      return sum + factor / (alive[own]! - alive[left]!);
    }, 0);
    return total + times[own]! * derivative;
  }, 0);
}
