import type { CurvePoint } from './result.js';

/** A figure is about 700 px wide; steps closer than this share of the axis fall on one pixel. */
const SMALLEST_SHARE = 1 / 700;
/** Censor marks closer than this run into a bar. */
const MARK_PIXELS = 3;

/**
 * The points of a step curve that a figure can show: at most one per pixel of the axis, the last of those that share one, so
 * that the curve is exact wherever it is drawn.
 *
 * @param points - one curve in order of time
 * @param end - end of the axis; > 0
 * @returns a part of the points, first and last included
 */
export function thinSteps(points: readonly CurvePoint[], end: number): readonly CurvePoint[] {
  const pixelOf = ({ time }: CurvePoint) => Math.floor(time / end / SMALLEST_SHARE);
  return points.filter((point, index) => {
    const next = points[index + 1];
    return index === 0 || next === undefined || pixelOf(point) !== pixelOf(next);
  });
}

/**
 * Times at which patients are censored, no two of them closer than three pixels of the axis.
 *
 * @param points - one curve in order of time
 * @param end - end of the axis; > 0
 * @returns points with censored patients
 */
export function censorMarks(points: readonly CurvePoint[], end: number): readonly CurvePoint[] {
  let last = Number.NEGATIVE_INFINITY;
  return points.filter(({ time, censored }) => {
    if (!(censored > 0 && time - last >= MARK_PIXELS * end * SMALLEST_SHARE)) return false;
    last = time;
    return true;
  });
}
