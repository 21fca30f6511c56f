// Evidence: closed form.
import { expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { normalInterval } from '../../../src/stats/normal-interval.js';

test('normalInterval: 1.96 errors either side, p 0.05 at its end', () => {
  const z = 1.959963984540054;
  const { low, high, p } = normalInterval(2 * z, 2, 0.95);
  expect(low).toBeCloseTo(0, 14);
  expect(high).toBeCloseTo(4 * z, 14);
  expect(p).toBeCloseTo(0.05, 14);
});

test('normalInterval without error is a point without p', () => {
  expect(normalInterval(3, 0, 0.9)).toEqual({ estimate: 3, standardError: 0, low: 3, high: 3, p: null });
});

test.each([
  [Number.NaN, 1, 0.95],
  [1, -1, 0.95],
  [1, Number.POSITIVE_INFINITY, 0.95],
  [1, 1, 1],
])('normalInterval refuses %f, %f, %f', (estimate, error, level) => {
  expect(() => normalInterval(estimate, error, level)).toThrow(InputError);
});
