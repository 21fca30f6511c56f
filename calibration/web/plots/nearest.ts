import type { PlotSeries } from './plot-model.js';

/** A point of a series, by its place in it. */
export interface FoundPoint {
  readonly series: PlotSeries;
  readonly index: number;
}

/** Farthest that a dot may be from the pointer; px. */
const REACH = 24;

/**
 * Place of the value that holds at `x`: the last one up to it for steps, else the nearest.
 *
 * @param xs - rising
 * @returns -1 for steps before the first value, and where there is none
 */
export function indexAt(xs: ArrayLike<number>, x: number, style: PlotSeries['style']): number {
  let [low, high] = [0, xs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? Number.NaN) <= x) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  if (style === 'steps' || low >= xs.length) return before;
  if (before < 0) return low;
  return x - (xs[before] ?? 0) <= (xs[low] ?? 0) - x ? before : low;
}

/**
 * What stands at a place of the plot: of each curve and band the value at `x`, and the nearest dot within reach.
 *
 * @param series - those that are shown
 * @param x - value on the horizontal axis
 * @param distance - of a point from the pointer; px
 */
export function pointsAt(
  series: readonly PlotSeries[],
  x: number,
  distance: (x: number, y: number) => number,
): readonly FoundPoint[] {
  const found: FoundPoint[] = [];
  let nearest: FoundPoint | null = null;
  let least = REACH;
  for (const each of series) {
    if (each.style === 'dots') {
      for (let index = 0; index < each.x.length; index++) {
        const far = distance(each.x[index] ?? Number.NaN, each.y[index] ?? Number.NaN);
        if (far < least) [nearest, least] = [{ series: each, index }, far];
      }
    } else {
      const [first, last] = [each.x[0] ?? Number.NaN, each.x[each.x.length - 1] ?? Number.NaN];
      const index = x >= first && x <= last ? indexAt(each.x, x, each.style) : -1;
      if (index >= 0) found.push({ series: each, index });
    }
  }
  return nearest === null ? found : [...found, nearest];
}
