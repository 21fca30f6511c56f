import { expect, test } from 'vitest';
import { curveMedian } from '../../../calibration/targets/curve-median.js';

test('a straight line from 100 to 0 in 8 months has its median at 4 and density 1/8', () => {
  expect(curveMedian({ months: [0, 8], percent: [100, 0] })).toEqual({ months: 4, densityPerMonth: 1 / 8 });
});

test('the median lies where the line between the landmarks around 50 % meets it', () => {
  // From 60 at month 3 to 40 at month 7: 5 points a month, 50 after two months.
  const curve = { months: [0, 3, 7, 9], percent: [100, 60, 40, 10] };
  expect(curveMedian(curve)).toEqual({ months: 5, densityPerMonth: 0.05 });
});

test('a landmark of exactly 50 % is the median', () => {
  const curve = { months: [0, 4, 6], percent: [100, 50, 50] };
  expect(curveMedian(curve)).toEqual({ months: 4, densityPerMonth: 0.125 });
});

test('a curve that ends above 50 %, or has no months, has no median', () => {
  expect(curveMedian({ months: [0, 12], percent: [100, 50.1] })).toBeNull();
  expect(curveMedian({ months: [], percent: [] })).toBeNull();
});
