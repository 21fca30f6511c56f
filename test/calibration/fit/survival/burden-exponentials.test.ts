// Evidence: slow oracle (Math.exp at every value).
import { describe, expect, it } from 'vitest';
import { exponentialTable, readBurdens } from '../../../../calibration/fit/survival/burden-exponentials.js';

/** Relative: a polynomial cut off at the sixth power of at most 0.015, and the rounding of the argument of `Math.exp`. */
const EXACT = 1e-13;

function read(values: readonly number[], slope: number, top: number, first = 0) {
  const burden = Float32Array.from(values);
  const row = { chi: new Float64Array(values.length - first), exponentials: new Float64Array(values.length - first) };
  readBurdens(exponentialTable(slope, top), burden, first, row);
  return { ...row, burden };
}

describe('readBurdens', () => {
  it.each([-7, 0.01, 5, 20, 100])('is exp(slope chi) from 0 to the top and in between, slope %d', (slope) => {
    const top = 1.25;
    const values = Array.from({ length: 4000 }, (_, i) => (top * i) / 3999);
    const { chi, exponentials, burden } = read(values, slope, top);
    burden.forEach((value, node) => {
      expect(chi[node]).toBe(value);
      expect(Math.abs(exponentials[node]! / Math.exp(slope * value) - 1)).toBeLessThan(EXACT);
    });
  });

  it('takes a rounding error below 0', () => {
    const { exponentials, burden } = read([-1e-7, -1e-12], 20, 1);
    burden.forEach((value, node) => {
      expect(Math.abs(exponentials[node]! / Math.exp(20 * value) - 1)).toBeLessThan(EXACT);
    });
  });

  it('reads the rows that it is asked for', () => {
    expect(Array.from(read([0.5, 0.25, 0.75], 3, 1, 1).chi)).toEqual([0.25, 0.75]);
  });

  it('stays finite where the exponential would not', () => {
    const { exponentials } = read([0, 0.5, 1], 5000, 1);
    expect(exponentials.every(Number.isFinite)).toBe(true);
    expect(exponentials[2]).toBeGreaterThan(1e290);
  });
});
