/** Places of a pixel at which a dot may begin, along each axis: dots lie on quarters of a pixel. */
const PLACES = 4;
/** Points along each side of a pixel by which its opacity is found. */
const POINTS = 16;

/** Opacities of the pixels around a dot, row by row. */
interface Stamp {
  readonly alphas: Uint8Array;
  /** Pixels along a side. */
  readonly side: number;
}

/** Opacity of the pixels of a dot: the share of each that it covers, by points on a grid. */
function dotStamp(radius: number, left: number, top: number, side: number): Stamp {
  const middle = side / 2;
  const alphas = Uint8Array.from({ length: side * side }, (_, pixel) => {
    const [x, y] = [(pixel % side) - middle - left, Math.floor(pixel / side) - middle - top];
    let inside = 0;
    for (let point = 0; point < POINTS * POINTS; point++) {
      const [dx, dy] = [x + ((point % POINTS) + 0.5) / POINTS, y + (Math.floor(point / POINTS) + 0.5) / POINTS];
      if (dx * dx + dy * dy <= radius * radius) inside++;
    }
    return Math.round((255 * inside) / POINTS ** 2);
  });
  return { alphas, side };
}

/** Stamps of a radius at all places of a pixel; the middle of the dot lies in the middle pixel. */
function dotStamps(radius: number): readonly Stamp[] {
  const side = 2 * Math.ceil(radius + 1) + 1;
  const place = (step: number) => (step + 0.5) / PLACES - 0.5;
  return Array.from({ length: PLACES * PLACES }, (_, index) =>
    dotStamp(radius, place(index % PLACES), place(Math.floor(index / PLACES)), side),
  );
}

/**
 * Writes the opacity of many dots, pixel by pixel: their union, so that dots on each other are as opaque as one. Cost: the pixels of
 * each dot, some 25 for a radius of 1 px.
 *
 * @param pixels - RGBA, row by row; only opacities are written, and those there stay at least as they were
 * @param size - of the pixels; px
 * @param dots - middles, px from the left and upper edges; one that is not finite, or lies outside with all its pixels, is left out
 */
export function dotMaskInto(
  { radius, count, x, y }: DotList,
  size: { readonly width: number; readonly height: number },
  pixels: Uint8ClampedArray,
): void {
  const stamps = dotStamps(radius);
  const reach = Math.ceil(radius + 1);
  for (let index = 0; index < count; index++) {
    const [px, py] = [x(index), y(index)];
    // False for what is not finite
    if (!(px > -reach && py > -reach && px < size.width + reach && py < size.height + reach)) continue;
    const [column, row] = [Math.floor(px), Math.floor(py)];
    const { alphas, side } =
      stamps[Math.floor((py - row) * PLACES) * PLACES + Math.floor((px - column) * PLACES)] ?? stamps[0]!;
    const [first, above] = [column - reach, row - reach];
    const [from, to] = [Math.max(0, -first), Math.min(side, size.width - first)];
    for (let down = Math.max(0, -above); down < Math.min(side, size.height - above); down++) {
      const line = (above + down) * size.width + first;
      for (let across = from; across < to; across++) {
        const place = 4 * (line + across) + 3;
        const alpha = alphas[down * side + across] ?? 0;
        if (alpha > (pixels[place] ?? 0)) pixels[place] = alpha;
      }
    }
  }
}

/** Dots of one radius. */
interface DotList {
  /** px */
  readonly radius: number;
  readonly count: number;
  /** Middle of a dot from the left edge, and from the upper one; px. */
  readonly x: (index: number) => number;
  readonly y: (index: number) => number;
}
