// Evidence: by hand.
import { expect, test } from 'vitest';
import { roundTimes } from '../../../../calibration/studies/survival/round-times.js';

test.each([
  [35, 9, false, [0, 5, 10, 15, 20, 25, 30, 35]],
  [999, 9, false, [0, 200, 400, 600, 800]],
  [1, 5, false, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0.9, 9, false, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]],
  [12.02, 9, true, [0, 3, 6, 9, 12]],
  [30, 6, true, [0, 6, 12, 18, 24, 30]],
])('roundTimes up to %f in at most %i steps, months %s', (end, most, months, expected) => {
  expect(roundTimes(end, { most, months })).toEqual(expected);
});

test('roundTimes never takes more steps than asked, at any scale', () => {
  for (let power = -12; power <= 12; power++) {
    for (const digit of [1, 1.3, 2, 4.9, 7, 9.99]) {
      const times = roundTimes(digit * 10 ** power, { most: 5, months: false });
      expect(times.length).toBeGreaterThan(2);
      expect(times.length).toBeLessThanOrEqual(6);
    }
  }
});
