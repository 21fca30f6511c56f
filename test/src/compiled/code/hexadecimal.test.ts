// Evidence: independent tool (numbers as C's printf("%a") writes them, glibc 2.36) · laws.
import { describe, expect, test } from 'vitest';
import { hexadecimal } from '../../../../src/compiled/code/hexadecimal.js';
import { randomStream } from '../../../../src/random/streams.js';

describe('hexadecimal', () => {
  test.each([
    [0, '0x0p+0'],
    [-0, '-0x0p+0'],
    [1, '0x1p+0'],
    [-12, '-0x1.8p+3'],
    [0.1, '0x1.999999999999ap-4'],
    [Number.MAX_VALUE, '0x1.fffffffffffffp+1023'],
    [2 ** -1022, '0x1p-1022'],
    [5e-324, '0x0.0000000000001p-1022'],
    [-1e-310, '-0x0.012688b70e62bp-1022'],
  ])('of %d is %s', (value, expected) => {
    expect(hexadecimal(value)).toBe(expected);
  });

  test('keeps every bit', () => {
    const random = randomStream({ seed: '1', streamName: 'numbers', index: 0 });
    for (let round = 0; round < 1000; round++) {
      const value = (random() - 0.5) * 2 ** Math.floor(2000 * random() - 1000);
      const [, sign, digits, exponent] = /^(-?)0x([01](?:\.[0-9a-f]+)?)p([+-]\d+)$/.exec(hexadecimal(value))!;
      const [whole, fraction = ''] = digits!.split('.');
      const mantissa = Number.parseInt(whole! + fraction, 16) / 16 ** fraction.length;
      // Two factors, because 2^-1074 times 2^52 would be neither
      const half = Math.trunc(Number(exponent) / 2);
      expect((sign === '-' ? -1 : 1) * mantissa * 2 ** half * 2 ** (Number(exponent) - half)).toBe(value);
    }
  });
});
