/** A point of a ROC curve. */
interface RocPoint {
  readonly fpr: number;
  readonly tpr: number;
}

/** A panel is about 260 px wide; steps shorter than one pixel are not seen. */
const SMALLEST_STEP = 1 / 260;

/**
 * A ROC curve without the points that fall on the pixel of their predecessor.
 *
 * @param points - the curve from (0, 0) to (1, 1), in drawing order
 * @returns a part of the points, first and last included
 */
export function thinCurve<T extends RocPoint>(points: readonly T[]): readonly T[] {
  let last: T | undefined;
  return points.filter((point, index) => {
    const isFar =
      last === undefined || Math.abs(point.fpr - last.fpr) + Math.abs(point.tpr - last.tpr) >= SMALLEST_STEP;
    if (isFar || index === points.length - 1) {
      last = point;
      return true;
    }
    return false;
  });
}
