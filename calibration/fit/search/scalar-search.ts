import direct from 'ml-direct';
import type { ScalarSearch } from '../results.js';

export interface ScalarRange {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** The library needs a point that has not been evaluated. */
class PointWanted extends Error {
  readonly point: readonly number[];

  constructor(point: ArrayLike<number>) {
    super('a point is wanted');
    this.point = Array.from(point);
  }
}

/** More than any budget can need. */
const ITERATIONS = 1000;

/**
 * Searches a box for the least value of a function that takes long: DIRECT of ml-direct.
 *
 * The library calls the function synchronously, one point at a time. It is therefore restarted with all known values whenever
 * it needs a new point. It visits the same points in the same order, so an interrupted search resumes from its known
 * values.
 *
 * The library halves boxes around their centres and never reaches a bound. The last two evaluations of each scalar are
 * therefore its bounds, with the others at their best values.
 *
 * @param ranges - the box
 * @param settings - points to evaluate at most; relative difference below which two values of the function are equal
 * @param evaluate - the function; what is not finite counts as worst
 * @returns every point in the order of evaluation, the best, and the scalars whose bound is as good as the best
 * @see Jones, Perttunen & Stuckman 1993, doi:10.1007/BF00941892
 */
export async function searchScalars(
  ranges: readonly ScalarRange[],
  { budget, tolerance }: { readonly budget: number; readonly tolerance: number },
  evaluate: (values: Readonly<Record<string, number>>) => Promise<number>,
): Promise<ScalarSearch> {
  const known = new Map<string, number>();
  const evaluations: ScalarSearch['evaluations'][number][] = [];
  const lookUp = (point: ArrayLike<number>): number => {
    const value = known.get(Array.from(point).join());
    if (value === undefined) throw new PointWanted(point);
    return value;
  };
  const tried = async (values: Readonly<Record<string, number>>) => {
    const evaluation = { values, objective: await evaluate(values) };
    evaluations.push(evaluation);
    return evaluation;
  };
  const best = () => evaluations.reduce((a, b) => (b.objective < a.objective || Number.isNaN(a.objective) ? b : a));
  const inside = Math.max(1, budget - 2 * ranges.length);
  while (evaluations.length < inside) {
    const wanted = nextPoint(ranges, lookUp);
    if (wanted === undefined) break;
    const { objective } = await tried(Object.fromEntries(ranges.map(({ name }, index) => [name, wanted[index]!])));
    known.set(wanted.join(), Number.isFinite(objective) ? objective : Number.MAX_SAFE_INTEGER);
  }
  const bounds: { readonly name: string; readonly objective: number }[] = [];
  for (const { name, min, max } of ranges) {
    const { values } = best();
    for (const bound of [min, max]) {
      if (evaluations.length < budget) bounds.push({ name, ...(await tried({ ...values, [name]: bound })) });
    }
  }
  const { values, objective } = best();
  const asGood = bounds.filter((bound) => bound.objective <= objective + tolerance * (1 + Math.abs(objective)));
  const isAtBound = ({ name, min, max }: ScalarRange) =>
    values[name] === min || values[name] === max || asGood.some((bound) => bound.name === name);
  return { values, objective, evaluations, at_bound: ranges.filter(isAtBound).map(({ name }) => name) };
}

/** The first point that the library needs and that has not been evaluated; undefined when there is none. */
function nextPoint(
  ranges: readonly ScalarRange[],
  lookUp: (point: ArrayLike<number>) => number,
): readonly number[] | undefined {
  try {
    direct(
      lookUp,
      ranges.map(({ min }) => min),
      ranges.map(({ max }) => max),
      { iterations: ITERATIONS },
    );
    return undefined;
  } catch (cause) {
    if (cause instanceof PointWanted) return cause.point;
    throw cause;
  }
}
