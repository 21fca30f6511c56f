// Evidence: closed form (the area of a circle) · slow oracle (each dot alone, the most opaque of all in each pixel).
import { describe, expect, test } from 'vitest';
import { dotMaskInto } from '../../../calibration/web/plots/dot-mask.js';
import { randomStream } from '../../../src/index.js';

const size = { width: 40, height: 30 };
/** A pixel is covered by 256 points: share of the area of a circle of one pixel. */
const AREA_TOLERANCE = 0.02;

function mask(radius: number, dots: readonly (readonly [number, number])[]): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * size.width * size.height);
  dotMaskInto(
    { radius, count: dots.length, x: (index) => dots[index]![0], y: (index) => dots[index]![1] },
    size,
    pixels,
  );
  return pixels;
}
const opacity = (pixels: Uint8ClampedArray) => pixels.reduce((sum, value) => sum + value / 255, 0);

describe('dotMaskInto(dots, size, pixels)', () => {
  test.each([1, 1.6, 3.5, 7])('covers the area of a circle of radius %d', (radius) => {
    for (const [x, y] of [
      [20, 15],
      [20.5, 15.5],
      [19.8, 14.3],
    ] as const) {
      const area = Math.PI * radius ** 2;
      expect(Math.abs(opacity(mask(radius, [[x, y]])) - area) / area).toBeLessThan(AREA_TOLERANCE);
    }
  });

  test('lies around the middle of the dot, within a quarter of a pixel', () => {
    for (const [x, y] of [
      [20.9, 15.1],
      [11.26, 9.74],
    ] as const) {
      const pixels = mask(3, [[x, y]]);
      let [across, down] = [0, 0];
      for (let pixel = 0; pixel < size.width * size.height; pixel++) {
        across += pixels[4 * pixel + 3]! * ((pixel % size.width) + 0.5);
        down += pixels[4 * pixel + 3]! * (Math.floor(pixel / size.width) + 0.5);
      }
      const total = 255 * opacity(pixels);
      expect(Math.abs(across / total - x)).toBeLessThanOrEqual(0.25);
      expect(Math.abs(down / total - y)).toBeLessThanOrEqual(0.25);
    }
  });

  test('is the union of its dots, whatever their order, those at the edges too', () => {
    const random = randomStream({ seed: 'dots', streamName: 'dots', index: 0 });
    const draw = (most: number) => random() * (most + 8) - 4;
    const dots = Array.from({ length: 400 }, () => [draw(size.width), draw(size.height)] as const);
    const alone = dots.map((dot) => mask(1.6, [dot]));
    const union = alone[0]!.map((_, place) => Math.max(...alone.map((each) => each[place]!)));
    expect(mask(1.6, dots)).toEqual(union);
    expect(mask(1.6, dots.toReversed())).toEqual(union);
    expect(opacity(union)).toBeGreaterThan(100);
  });

  test('leaves out what is not finite or lies outside', () => {
    const outside = [
      [Number.NaN, 5],
      [5, Number.NaN],
      [Number.POSITIVE_INFINITY, 5],
      [5, Number.NEGATIVE_INFINITY],
      [-9, 5],
      [5, 39],
      [1e300, 5],
    ] as const;
    expect(opacity(mask(2, outside))).toBe(0);
    expect(opacity(mask(2, []))).toBe(0);
  });
});
