// Evidence: by hand.
import { expect, test } from 'vitest';
import { dayRanges } from '../../../../calibration/studies/optimise/day-ranges.js';

test.each([
  [[1, 2, 3, 4, 5, 15, 16, 17, 18, 19], '1-5, 15-19'],
  [[8, 1, 2, 4], '1-2, 4, 8'],
  [[0, 0.5, 1], '0, 0.5, 1'],
  [[5], '5'],
  [[], ''],
])('dayRanges of %j are %s', (days, text) => {
  expect(dayRanges(days)).toBe(text);
});
