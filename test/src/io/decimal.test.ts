import { expect, test } from 'vitest';
import { parseDecimal } from '../../../src/io/decimal.js';

test.each([
  ['12', 12],
  [' -0.5 ', -0.5],
  ['.5', 0.5],
  ['5.', 5],
  ['+1e-3', 0.001],
  ['1E6', 1e6],
  ['0.30000000000000004', 0.1 + 0.2],
])('%j is a decimal number', (text, number) => {
  expect(parseDecimal(text)).toBe(number);
});

test.each(['', ' ', '.', '-', '1,5', '0x10', '1_000', 'Infinity', '-Infinity', 'NaN', '1e', '1e999', '1 2', 'null'])(
  '%j is not',
  (text) => {
    expect(parseDecimal(text)).toBeNaN();
  },
);
