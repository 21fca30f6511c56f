// Evidence: slow oracle (log-rank scores by counting, every cut), closed form. Against maxstat: survival-against-r.test.ts.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { logRankTest } from '../../../src/stats/log-rank.js';
import { logRankScores } from '../../../src/stats/log-rank-scores.js';
import { millerSiegmundTail, optimalCut } from '../../../src/stats/optimal-cut.js';
import { datasets } from './survival-fixture.js';

const options = { seed: '0', streamName: 'test', permutations: 199 };

describe('logRankScores', () => {
  test('sum to 0, and over a group to its observed less expected deaths', () => {
    for (const each of datasets) {
      const scores = logRankScores(each.times, each.observed);
      const first = each.group.map((name) => (name === each.group[0] ? 0 : 1));
      const { observed, expected } = logRankTest(each.times, each.observed, first);
      const ofFirst = scores.filter((_, row) => first[row] === 0).reduce((sum, score) => sum + score, 0);
      expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 10);
      expect(ofFirst).toBeCloseTo(observed[0]! - expected[0]!, 10);
    }
  });
});

describe('optimalCut', () => {
  const lung = datasets[2]!;
  const age = lung.covariates.age!;

  test('with ties: the largest standardised sum of scores over all cuts', () => {
    const scores = logRankScores(lung.times, lung.observed);
    const n = scores.length;
    const mean = scores.reduce((sum, score) => sum + score, 0) / n;
    const spread = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (n - 1);
    const found = optimalCut(lung.times, lung.observed, age, options);
    const expected = found.cuts.map((cut) => {
      const below = [...scores].filter((_, row) => age[row]! <= cut);
      const m = below.length;
      return Math.abs(below.reduce((sum, score) => sum + score - mean, 0)) / Math.sqrt((spread * m * (n - m)) / n);
    });
    expected.forEach((value, index) => {
      expect(found.statistics[index]).toBeCloseTo(value, 10);
    });
    expect(found.statistic).toBeCloseTo(Math.max(...expected), 10);
  });

  test('every cut leaves a tenth of the patients on either side', () => {
    for (const cut of optimalCut(lung.times, lung.observed, age, options).cuts) {
      const share = age.filter((value) => value <= cut).length / age.length;
      expect(share).toBeGreaterThanOrEqual(0.1 - 1 / age.length);
      expect(share).toBeLessThanOrEqual(0.9);
    }
  });

  test('under no effect the adjusted p is uniform and the unadjusted one is not', () => {
    const trials = 200;
    let [adjusted, unadjusted] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const next = randomStream({ seed: 'null', streamName: 'markers', index: trial });
      const times = Array.from({ length: 60 }, () => -Math.log(1 - next()));
      const observed = times.map(() => (next() < 0.7 ? 1 : 0));
      const markers = times.map(() => next());
      const found = optimalCut(times, observed, markers, { ...options, permutations: 99, seed: `null ${trial}` });
      if (found.pPermutation <= 0.1) adjusted++;
      if (found.pUnadjusted <= 0.1) unadjusted++;
    }
    // Four standard deviations of a binomial share of 0.1 about it
    expect(Math.abs(adjusted / trials - 0.1)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / trials));
    expect(unadjusted / trials).toBeGreaterThan(0.3);
  });

  test('the same seed gives the same p, and a perfect marker the least that permutations can give', () => {
    const times = Array.from({ length: 40 }, (_, row) => row + 1);
    const observed = times.map(() => 1);
    const first = optimalCut(times, observed, times, options);
    expect(optimalCut(times, observed, times, options)).toEqual(first);
    expect(first.pPermutation).toBe(1 / 200);
  });

  test('millerSiegmundTail falls with the statistic and with the least share, and never leaves [0, 1]', () => {
    const tails = [0.2, 1.01, 1.5, 2, 3, 4, 8].map((statistic) => millerSiegmundTail(statistic, 0.1));
    expect(tails).toEqual([...tails].sort((a, b) => b - a));
    expect(tails[0]).toBe(1);
    expect(tails.at(-1)).toBeGreaterThan(0);
    expect(millerSiegmundTail(3, 0.25)).toBeLessThan(millerSiegmundTail(3, 0.1));
  });

  test.each([
    ['equal markers', [1, 1, 1, 1], [1, 1, 0, 1], 'optimalCut.markers: must allow a cut'],
    [
      'no death',
      [1, 2, 3, 4],
      [0, 0, 0, 0],
      'optimalCut.observed: must hold a death with several patients at risk; got none',
    ],
    ['NaN', [1, 2, Number.NaN, 4], [1, 1, 1, 1], 'optimalCut.markers[2]: must be finite; got NaN'],
  ])('refuses %s', (_, markers, observed, message) => {
    const cut = () => optimalCut([1, 2, 3, 4], observed, markers, options);
    expect(cut).toThrow(InputError);
    expect(cut).toThrow(message);
  });
});
