// Evidence: counts and by hand.
import { expect, test } from 'vitest';
import { censorMarks, thinSteps } from '../../../../../calibration/studies/survival/report/curves-plot.js';

const points = Array.from({ length: 20_001 }, (_, index) => ({
  group: 'a',
  time: index / 1000,
  at_risk: 20_001 - index,
  events: index % 2,
  censored: 1 - (index % 2),
  survival: 1 - index / 40_000,
  low: 0,
  high: 1,
}));

test('thinSteps keeps a point per pixel, the last of each, first and last included', () => {
  const thinned = thinSteps(points, 20);
  expect(thinned.length).toBeLessThanOrEqual(702);
  expect(thinned.length).toBeGreaterThan(690);
  expect([thinned[0], thinned.at(-1)]).toEqual([points[0], points.at(-1)]);
  expect(thinSteps(points.slice(0, 3), 0.002)).toEqual(points.slice(0, 3));
});

test('censorMarks are of censored patients alone and keep apart', () => {
  const marks = censorMarks(points, 20);
  expect(marks.every(({ censored }) => censored > 0)).toBe(true);
  marks.slice(1).forEach(({ time }, index) => {
    expect(time - marks[index]!.time).toBeGreaterThanOrEqual((3 * 20) / 700 - 1e-9);
  });
});
