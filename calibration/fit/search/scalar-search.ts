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
 * @param ranges - the box
 * @param budget - points to evaluate at most
 * @param evaluate - the function; what is not finite counts as worst
 * @returns every point in the order of evaluation, and the best
 * @see Jones, Perttunen & Stuckman 1993, doi:10.1007/BF00941892
 */
export async function searchScalars(
  ranges: readonly ScalarRange[],
  budget: number,
  evaluate: (values: Readonly<Record<string, number>>) => Promise<number>,
): Promise<ScalarSearch> {
  const known = new Map<string, number>();
  const evaluations: ScalarSearch['evaluations'][number][] = [];
  const lookUp = (point: ArrayLike<number>): number => {
    const value = known.get(Array.from(point).join());
    if (value === undefined) throw new PointWanted(point);
    return value;
  };
  while (evaluations.length < budget) {
    const wanted = nextPoint(ranges, lookUp);
    if (wanted === undefined) break;
    const values = Object.fromEntries(ranges.map(({ name }, index) => [name, wanted[index]!]));
    const objective = await evaluate(values);
    evaluations.push({ values, objective });
    known.set(wanted.join(), Number.isFinite(objective) ? objective : Number.MAX_SAFE_INTEGER);
  }
  const best = evaluations.reduce((a, b) => (b.objective < a.objective ? b : a));
  return { values: best.values, objective: best.objective, evaluations };
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
