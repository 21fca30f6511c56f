// Evidence: closed form (an exponential curve is its own interpolation).
import { expect, test } from 'vitest';
import { survivalBetweenMonths } from '../../../calibration/targets/survival-between-months.js';

const exponential = (month: number) => 100 * Math.exp(-0.08 * month);

test('an exponential curve stated at months 6 and 12 is given back at every month', () => {
  const curve = { months: [0, 6, 12], percent: [0, 6, 12].map(exponential) };
  for (const month of [0, 1, 3, 6, 7.5, 9, 12]) {
    expect(survivalBetweenMonths(curve, month)).toBeCloseTo(exponential(month), 10);
  }
});

test('a curve that ends at 0 is a straight line to it', () => {
  expect(survivalBetweenMonths({ months: [0, 4, 8], percent: [100, 60, 0] }, 6)).toBe(30);
});
