// Evidence: slow oracle (counting).
import { expect, test } from 'vitest';
import { atRiskTable } from '../../../src/stats/at-risk-table.js';

const times = [4, 4, 0, 7, 9, 2, 2];
const observed = [1, 0, 1, 0, 1, 1, 0];

test('atRiskTable counts those followed to a time, and deaths and censorings before it', () => {
  const at = [0, 0.5, 2, 4, 7.5, 9, 50];
  const expected = at.map((time) => {
    const before = (flag: number) => times.filter((each, row) => each < time && observed[row] === flag).length;
    return { time, atRisk: times.filter((each) => each >= time).length, deaths: before(1), censored: before(0) };
  });
  expect(atRiskTable(times, observed, { at })).toEqual(expected);
});

test('atRiskTable sums weights', () => {
  const [row] = atRiskTable(times, observed, { at: [4], weights: [1, 2, 4, 8, 16, 32, 64] });
  expect(row).toEqual({ time: 4, atRisk: 1 + 2 + 8 + 16, deaths: 4 + 32, censored: 64 });
});
