// Evidence: closed form, the bits of whole numbers.
import { expect, test } from 'vitest';
import { powerOfTwo } from '../../../../src/io/parquet/power-of-two.js';

test('powerOfTwo is one bit, shifted', () => {
  for (let exponent = 0; exponent < 64; exponent++) {
    expect(BigInt(powerOfTwo(exponent))).toBe(1n << BigInt(exponent));
  }
});
