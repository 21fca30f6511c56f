// Evidence: closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { minMaxScale } from '../../../src/stats/min-max-scale.js';

describe('minMaxScale', () => {
  it('maps the least value to 0, the largest to 1 and the rest in proportion', () => {
    expect(Array.from(minMaxScale([3, -1, 7, 1]))).toEqual([0.5, 0, 1, 0.25]);
  });

  it('does not depend on unit and origin', () => {
    const values = [1, 2, 5, 9];
    expect(minMaxScale(values.map((value) => 8 * value - 32))).toEqual(minMaxScale(values));
  });

  it('leaves its argument as it was', () => {
    const values = Float64Array.of(2, 4);
    minMaxScale(values);
    expect(Array.from(values)).toEqual([2, 4]);
  });

  it.each([
    [[], 'minMaxScale.values: must hold two different values; got no value'],
    [[5], 'minMaxScale.values: must hold two different values; got 1 value(s) equal to 5'],
    [[5, 5, 5], 'minMaxScale.values: must hold two different values; got 3 value(s) equal to 5'],
    [[1, Number.NaN], 'minMaxScale.values[1]: must be finite; got NaN'],
  ])('refuses %o', (values, message) => {
    expect(() => minMaxScale(values)).toThrow(new InputError(message));
  });
});
