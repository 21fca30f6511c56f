import { estimateTextWidth } from '../page/plots/render-svg.js';

/** A point of a drawing that wants a label; px from the upper left corner. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Centre of a label; px. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Size of the labels, and half the side of what is drawn at a point; px. */
export const LABEL_SIZE = 11;
const POINT = 6;

const boxAround = ({ x, y }: LabelPlace, halfWidth: number, halfHeight: number): Box => ({
  left: x - halfWidth,
  right: x + halfWidth,
  top: y - halfHeight,
  bottom: y + halfHeight,
});

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Directions in order of preference, right of the point first. */
const DIRECTIONS = [
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
  [0, -1.4],
  [0, 1.4],
] as const;

/**
 * Places labels beside their points, so that none lies on another one, on a point or on another mark.
 *
 * @param points - in order of importance; those that come first choose first
 * @param size - of the drawing; px; labels stay inside
 * @param marks - centres of further marks without labels; px
 * @returns a place for each point; null where none is free
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  size: { readonly width: number; readonly height: number },
  marks: readonly LabelPlace[] = [],
): readonly (LabelPlace | null)[] {
  const taken = [...points, ...marks].map((centre) => boxAround(centre, POINT, POINT));
  return points.map(({ x, y, text }, own) => {
    const [halfWidth, halfHeight] = [estimateTextWidth(text, { size: LABEL_SIZE, bold: true }) / 2 + 1, LABEL_SIZE / 2];
    for (const [right, down] of DIRECTIONS) {
      const place = { x: x + right * (POINT + halfWidth - 1), y: y + down * (POINT + halfHeight - 2) };
      const box = boxAround(place, halfWidth, halfHeight);
      const isInside = box.left >= 0 && box.right <= size.width && box.top >= 0 && box.bottom <= size.height;
      if (!isInside || taken.some((other, index) => index !== own && meet(box, other))) continue;
      taken.push(box);
      return place;
    }
    return null;
  });
}
