// Evidence: slow oracle (rows read one by one) · laws.
import { describe, expect, it } from 'vitest';
import { weightControls } from '../../../calibration/pool/weight-controls.js';
import { barePool, unitMarginals } from './bare-pool.js';

/** Relative to logarithms of size one. */
const ROUNDING = 1e-14;

describe('weightControls', () => {
  const pool = barePool({ marginals: unitMarginals([3, 2], [0.4, 1], [5, 4]), patients: 90 });
  const { columns, centres } = weightControls(pool);

  it('has log x of every dimension first, then log(1 - x), each less its centre', () => {
    expect(columns).toHaveLength(6);
    [pool.logX, pool.log1mX].forEach((logs, half) => {
      for (let j = 0; j < 3; j++) {
        for (let patient = 0; patient < 90; patient++) {
          const control = 3 * half + j;
          const expected = logs[patient * 3 + j]! - centres[control]!;
          expect(columns[control]![patient]).toBe(expected);
        }
      }
    });
  });

  it('has columns of mean 0', () => {
    for (const column of columns) {
      expect(Math.abs(column.reduce((sum, value) => sum + value, 0) / 90)).toBeLessThan(ROUNDING);
    }
  });

  it('has nothing to centre without patients', () => {
    const empty = weightControls({ ...pool, patients: 0, logX: new Float64Array(0), log1mX: new Float64Array(0) });
    expect(Array.from(empty.centres)).toEqual(new Array(6).fill(0));
    expect(empty.columns.every((column) => column.length === 0)).toBe(true);
  });
});
