import { describe, expect, test } from 'vitest';
import {
  classifyResponse,
  type ResponseClass,
  responseClasses,
  treatmentResponseIndex,
} from '../../../src/simulation/treatment-response.js';
import { tumorVolumeCm3 } from '../../../src/simulation/tumor-volume.js';

/** The next double above and below. */
function neighbours(value: number): { below: number; above: number } {
  const bits = new DataView(new ArrayBuffer(8));
  const moved = (step: bigint) => {
    bits.setFloat64(0, value);
    bits.setBigInt64(0, bits.getBigInt64(0) + step);
    return bits.getFloat64(0);
  };
  return value > 0 ? { below: moved(-1n), above: moved(1n) } : { below: moved(1n), above: moved(-1n) };
}

const BASELINE_CM3 = tumorVolumeCm3(4e8, 0.8);

describe('treatmentResponseIndex', () => {
  test('is the relative change, eq. (22)', () => {
    expect(treatmentResponseIndex(4, 5)).toBe(0.25);
    expect(treatmentResponseIndex(4, 1)).toBe(-0.75);
    expect(treatmentResponseIndex(4, 4)).toBe(0);
    expect(treatmentResponseIndex(4, 0)).toBe(-1);
  });

  test('is the same on volumes as on densities, eq. (23)', () => {
    const [before, after] = [4e8, 5.3e8];
    const onVolumes = treatmentResponseIndex(tumorVolumeCm3(before, 0.8), tumorVolumeCm3(after, 0.8));
    expect(onVolumes).toBeCloseTo(treatmentResponseIndex(before, after), 14);
  });
});

/** Closed form: the thresholds of the paper, Methods 4.5. */
describe('classifyResponse by volume', () => {
  test.each<[number, ResponseClass]>([
    [-1, 'CR'],
    [neighbours(-0.8).below, 'CR'],
    [-0.8, 'CR'],
    [neighbours(-0.8).above, 'PR'],
    [neighbours(-0.3).below, 'PR'],
    [-0.3, 'SD'],
    [neighbours(-0.3).above, 'SD'],
    [0, 'SD'],
    [neighbours(0.2).below, 'SD'],
    [0.2, 'PD'],
    [neighbours(0.2).above, 'PD'],
    [50, 'PD'],
  ])('TRI = %d is %s', (tri, expected) => {
    expect(classifyResponse(tri, 'volume', BASELINE_CM3)).toBe(expected);
  });

  test('the size of the baseline does not matter', () => {
    for (const baseline of [1e-6, 2, 1e3]) expect(classifyResponse(0.19, 'volume', baseline)).toBe('SD');
  });

  test('a larger tumor is never a better class', () => {
    const ranks = Array.from({ length: 500 }, (_, step) =>
      responseClasses.indexOf(classifyResponse(-1 + step / 200, 'volume', BASELINE_CM3)),
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(4);
  });
});

/** Closed form: RECIST 1.1 on the diameter of a sphere. */
describe('classifyResponse by diameter', () => {
  /** TRI at which the diameter has changed by a share. */
  const triAt = (change: number) => (1 + change) ** 3 - 1;
  const volumeOf = (diameterCm: number) => (Math.PI / 6) * diameterCm ** 3;
  /** Cube roots carry a rounding error; borders are tried this far on either side. */
  const STEP = 1e-9;

  test.each<[string, number, number, ResponseClass]>([
    ['just under -30 %', 10, -0.3 - STEP, 'PR'],
    ['just over -30 %', 10, -0.3 + STEP, 'SD'],
    ['unchanged', 10, 0, 'SD'],
    ['just under +20 %', 10, 0.2 - STEP, 'SD'],
    ['just over +20 %', 10, 0.2 + STEP, 'PD'],
    ['+20 % of 2.5 cm, just under 5 mm more', 2.5 - STEP, 0.2, 'SD'],
    ['+20 % and 5 mm more, both just met', 2.5 + STEP, 0.2 + STEP, 'PD'],
    ['+30 % of a small lesion, 4.5 mm more', 1.5, 0.3, 'SD'],
    ['+40 % of a small lesion, 6 mm more', 1.5, 0.4, 'PD'],
    ['shrunk to just under 5 mm', 1, -0.5 - STEP, 'CR'],
    ['shrunk to just over 5 mm', 1, -0.5 + STEP, 'PR'],
    ['gone', 3, -1, 'CR'],
  ])('%s', (_name, diameterCm, change, expected) => {
    expect(classifyResponse(triAt(change), 'diameter', volumeOf(diameterCm))).toBe(expected);
  });

  test('+20 % of volume, which the paper calls PD, is +6.3 % of diameter: SD', () => {
    expect(triAt(0.063)).toBeCloseTo(0.2, 2);
    expect(classifyResponse(0.2, 'diameter', BASELINE_CM3)).toBe('SD');
  });

  test('the baseline tumor of the model is 1.62 cm across and progresses at 5 mm, not at 20 %', () => {
    const before = Math.cbrt((6 * BASELINE_CM3) / Math.PI);
    expect(before).toBeCloseTo(1.6196, 4);
    expect(classifyResponse(triAt(0.25), 'diameter', BASELINE_CM3)).toBe('SD');
    expect(classifyResponse(triAt(0.5 / before - STEP), 'diameter', BASELINE_CM3)).toBe('SD');
    expect(classifyResponse(triAt(0.5 / before + STEP), 'diameter', BASELINE_CM3)).toBe('PD');
  });

  test('a larger tumor is never a better class', () => {
    for (const diameter of [0.6, 1.62, 4, 12]) {
      const ranks = Array.from({ length: 500 }, (_, step) =>
        responseClasses.indexOf(classifyResponse(-1 + step / 100, 'diameter', volumeOf(diameter))),
      );
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }
  });
});
