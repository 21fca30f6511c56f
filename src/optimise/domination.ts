import type { EvaluatedPoint } from './search-space.js';

type Compared = Pick<EvaluatedPoint, 'objectives' | 'violation'>;

/**
 * Constrained domination: a point dominates another when its violation is smaller, or when violations are equal and it is at
 * least as good in all objectives and better in one.
 *
 * @see Deb et al. 2002, doi:10.1109/4235.996017, definition 1
 */
export function dominates(one: Compared, other: Compared): boolean {
  if (one.violation !== other.violation) return one.violation < other.violation;
  let isBetter = false;
  for (let index = 0; index < one.objectives.length; index++) {
    const [a, b] = [one.objectives[index]!, other.objectives[index]!];
    if (a > b) return false;
    if (a < b) isBetter = true;
  }
  return isBetter;
}

/**
 * Sorts points into fronts: the first is dominated by no point, the second only by points of the first, and so on.
 *
 * Cost: proportional to the square of the number of points.
 *
 * @param points - evaluated points; length n
 * @returns indices of the points by front; each front in input order
 * @see Deb et al. 2002, doi:10.1109/4235.996017, section III-A
 */
export function nonDominatedFronts(points: readonly Compared[]): readonly (readonly number[])[] {
  const dominated: number[][] = points.map(() => []);
  const above = new Int32Array(points.length);
  for (let one = 0; one < points.length; one++) {
    for (let other = one + 1; other < points.length; other++) {
      const [first, second] = dominates(points[one]!, points[other]!)
        ? [one, other]
        : dominates(points[other]!, points[one]!)
          ? [other, one]
          : [-1, -1];
      if (first < 0) continue;
      dominated[first]!.push(second);
      above[second]!++;
    }
  }
  const fronts: number[][] = [];
  let front = [...above.keys()].filter((index) => above[index] === 0);
  while (front.length > 0) {
    fronts.push(front);
    const next: number[] = [];
    for (const index of front) {
      for (const below of dominated[index]!) {
        above[below]!--;
        if (above[below] === 0) next.push(below);
      }
    }
    front = next.sort((a, b) => a - b);
  }
  return fronts;
}

/**
 * The feasible points that no other one dominates, in input order.
 *
 * Cost: proportional to the number of points times the size of the front.
 */
export function paretoFront<Point extends Compared>(points: readonly Point[]): readonly Point[] {
  let front: Point[] = [];
  for (const point of points) {
    if (point.violation > 0 || front.some((member) => dominates(member, point))) continue;
    front = front.filter((member) => !dominates(point, member));
    front.push(point);
  }
  return front;
}

/**
 * Crowding distances within a front: for each objective the distance between the two neighbours, relative to the range of the
 * front, added up. Extreme points have an infinite distance. Of points with equal objectives all but the first have none.
 *
 * @param front - points of one front; length n
 * @returns distances; length n
 * @see Deb et al. 2002, doi:10.1109/4235.996017, section III-B
 */
export function crowdingDistances(front: readonly Compared[]): Float64Array {
  const distances = new Float64Array(front.length);
  const seen = new Map<string, number>();
  front.forEach(({ objectives }, index) => {
    const key = objectives.join();
    if (!seen.has(key)) seen.set(key, index);
  });
  const distinct = [...seen.values()];
  const objectives = front[0]?.objectives.length ?? 0;
  for (let objective = 0; objective < objectives; objective++) {
    const objectiveOf = (index: number) => front[index]!.objectives[objective]!;
    const order = [...distinct].sort((a, b) => objectiveOf(a) - objectiveOf(b) || a - b);
    const range = objectiveOf(order.at(-1)!) - objectiveOf(order[0]!);
    distances[order[0]!] = Number.POSITIVE_INFINITY;
    distances[order.at(-1)!] = Number.POSITIVE_INFINITY;
    if (!(range > 0)) continue;
    for (let place = 1; place + 1 < order.length; place++) {
      distances[order[place]!]! += (objectiveOf(order[place + 1]!) - objectiveOf(order[place - 1]!)) / range;
    }
  }
  return distances;
}

/**
 * The best points: whole fronts in order, and of the front that does not fit the points of the largest crowding distance.
 *
 * @param points - evaluated points
 * @param count - how many are kept
 * @returns indices with rank (number of the front) and distance; at most `count`
 */
export function bestPoints(points: readonly Compared[], count: number): readonly RankedPoint[] {
  const kept: RankedPoint[] = [];
  for (const [rank, front] of nonDominatedFronts(points).entries()) {
    if (kept.length >= count) break;
    const distances = crowdingDistances(front.map((index) => points[index]!));
    const ranked = front.map((index, place) => ({ index, rank, distance: distances[place]! }));
    if (kept.length + ranked.length > count) ranked.sort((a, b) => b.distance - a.distance || a.index - b.index);
    kept.push(...ranked.slice(0, count - kept.length));
  }
  return kept;
}

/** A point of a list with its place in the order of NSGA-II. */
export interface RankedPoint {
  /** Place in the list. */
  readonly index: number;
  /** Number of its front, from 0. */
  readonly rank: number;
  /** Crowding distance within the front. */
  readonly distance: number;
}
