// Evidence: by hand.
import { expect, test } from 'vitest';
import { atRiskTable } from '../../../src/stats/at-risk-table.js';
import { coxRegression } from '../../../src/stats/cox.js';
import { kaplanMeier } from '../../../src/stats/kaplan-meier.js';
import { landmarkSurvival } from '../../../src/stats/landmark-survival.js';
import { logRankTest } from '../../../src/stats/log-rank.js';
import { logRankScores } from '../../../src/stats/log-rank-scores.js';
import { restrictedMean } from '../../../src/stats/restricted-mean.js';
import { knownTime, tieTimes } from '../../../src/stats/tied-times.js';

const THREE_TENTHS = 0.1 + 0.2;
const exact = [0.1, 0.3, 0.3, 0.5, 0.6, 0.7];
const rounded = [0.1, 0.3, THREE_TENTHS, 0.5, 0.6, 0.7];
const observed = [1, 0, 1, 1, 0, 1];
const groups = [0, 1, 0, 1, 0, 1];

test('tieTimes moves times to the earliest of those that equal them up to rounding, and counts them', () => {
  expect(tieTimes([THREE_TENTHS, 0.1, 0.3, 0.5])).toEqual({ times: Float64Array.of(0.3, 0.1, 0.3, 0.5), moved: 1 });
  expect(tieTimes([1, 1 + 2e-9, 1 + 4e-9]).moved).toBe(0);
  expect(tieTimes([1000, 1, 1 + 9e-7, 1 + 18e-7])).toEqual({ times: Float64Array.of(1000, 1, 1, 1), moved: 2 });
  expect(tieTimes([]).times).toHaveLength(0);
  expect(tieTimes([0, 0, 0]).moved).toBe(0);
});

test('knownTime finds the time that another equals up to rounding', () => {
  expect(knownTime(0.3, [0.1, THREE_TENTHS])).toBe(THREE_TENTHS);
  expect(knownTime(0.31, [0.1, THREE_TENTHS])).toBe(0.31);
  expect(knownTime(2, [])).toBe(2);
});

test('curves, tests and regressions of rounded times are those of exact ones', () => {
  const of = (times: readonly number[]) => ({
    curve: kaplanMeier(times, observed).survival,
    logRank: logRankTest(times, observed, groups),
    scores: logRankScores(times, observed),
    cox: coxRegression({ times, observed, columns: [groups] }),
    mean: restrictedMean(times, observed, { tau: 0.7 }),
  });
  expect(of(rounded)).toEqual(of(exact));
});

test('a time asked for meets one that misses it by rounding', () => {
  const curve = kaplanMeier([0.1, THREE_TENTHS, 0.5], [1, 1, 0]);
  expect(landmarkSurvival(curve, 0.3, 0.95)?.survival).toBeCloseTo(1 / 3, 14);
  expect(landmarkSurvival(kaplanMeier([0.1, 0.3], [1, 0]), THREE_TENTHS, 0.95)?.survival).toBe(0.5);
  expect(restrictedMean([0.1, 0.3], [1, 0], { tau: THREE_TENTHS }).mean).toBeCloseTo(0.2, 14);
  expect(atRiskTable([0.1, 0.3], [1, 0], { at: [THREE_TENTHS] })[0]).toMatchObject({ atRisk: 1, deaths: 1 });
});
