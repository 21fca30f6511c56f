// Evidence: closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { standardise } from '../../../src/stats/standardise.js';

/** Decimal places; a handful of operations. */
const ROUNDING = 14;

describe('standardise', () => {
  it('turns 2, 4, 6 into -1, 0, 1 with mean 4 and standard deviation 2', () => {
    const { values, mean, standardDeviation } = standardise([2, 4, 6], 'here');
    expect(Array.from(values)).toEqual([-1, 0, 1]);
    expect(mean).toBe(4);
    expect(standardDeviation).toBe(2);
  });

  it('can be undone: mean + sd x value is the original', () => {
    const column = Float64Array.of(0.3, -7, 12.5, 1e3);
    const { values, mean, standardDeviation } = standardise(column, 'here');
    values.forEach((value, row) => {
      expect(mean + standardDeviation * value).toBeCloseTo(column[row]!, 10);
    });
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(column.length - 1, ROUNDING);
  });

  it.each([
    [[], 'here: must hold at least two values; got 0'],
    [[1], 'here: must hold at least two values; got 1'],
    [[1, Number.NaN], 'here[1]: must be finite; got NaN'],
    [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 'here: must vary; got 6 values equal to 0.1'],
  ])('refuses %o', (column, message) => {
    expect(() => standardise(column, 'here')).toThrow(new InputError(message));
  });
});
