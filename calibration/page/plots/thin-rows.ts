/**
 * Every k-th element of a list, with the first and the last, for lines that have more points than pixels.
 *
 * @param items - the list, in drawing order
 * @param most - largest count to keep, at least 2
 * @returns at most `most` + 1 elements in the same order
 */
export function thinRows<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) {
    return items;
  }
  const step = Math.ceil((items.length - 1) / (most - 1));
  return items.filter((_, index) => index % step === 0 || index === items.length - 1);
}

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

/** A step of a curve, in units of its axis of 100, that stays vertical when the curve is thinned. */
const JUMP = 0.5;

/**
 * {@link thinRows} that keeps both sides of every jump, so that it stays vertical.
 *
 * @param items - a curve in drawing order
 * @param most - count to keep besides the jumps, at least 2
 * @param valuesOf - values of an item that may jump; percent
 * @returns a part of the items in the same order
 */
export function thinWithJumps<T>(
  items: readonly T[],
  most: number,
  valuesOf: (item: T) => readonly number[],
): readonly T[] {
  const kept = new Set(thinRows(items, most));
  items.forEach((item, index) => {
    const before = items[index - 1];
    if (before === undefined) return;
    const last = valuesOf(before);
    if (valuesOf(item).some((value, place) => Math.abs(value - last[place]!) >= JUMP)) kept.add(before).add(item);
  });
  return items.filter((item) => kept.has(item));
}
