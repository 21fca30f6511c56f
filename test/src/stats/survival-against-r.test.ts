// Evidence: independent tool (test/fixtures/stats/survival.R: R 4.2.2, survival 3.5-3, maxstat 0.7-25), four data sets with
// ties and censoring.
import { describe, expect, test } from 'vitest';
import { type CoxFit, coxRegression } from '../../../src/stats/cox.js';
import { kaplanMeier } from '../../../src/stats/kaplan-meier.js';
import { medianSurvival, survivalBand } from '../../../src/stats/kaplan-meier-interval.js';
import { logRankTest } from '../../../src/stats/log-rank.js';
import { optimalCut } from '../../../src/stats/optimal-cut.js';
import { restrictedMean } from '../../../src/stats/restricted-mean.js';
import type { Weighting } from '../../../src/stats/risk-table.js';
import {
  AGREEMENT,
  type CoxOfR,
  type CurveOfR,
  cuts,
  datasets,
  designOf,
  distance,
  farthest,
  numbered,
} from './survival-fixture.js';

const named = datasets.map((each) => [each.name, each] as const);

interface Sample {
  readonly times: readonly number[];
  readonly observed: readonly number[];
  readonly tau: number;
}

function requireCurve({ times, observed, tau }: Sample, expected: CurveOfR, weighting?: Weighting): void {
  const curve = kaplanMeier(times, observed, weighting);
  expect(farthest(curve.times, expected.times)).toBe(0);
  expect(farthest(curve.atRisk, expected.atRisk)).toBeLessThan(AGREEMENT);
  expect(farthest(curve.deaths, expected.deaths)).toBeLessThan(AGREEMENT);
  expect(farthest(curve.survival, expected.survival)).toBeLessThan(AGREEMENT);
  curve.logVariance.forEach((variance, step) => {
    if (curve.survival[step]! > 0)
      expect(distance(Math.sqrt(variance), expected.logError[step])).toBeLessThan(AGREEMENT);
  });
  const { mean, standardError } = restrictedMean(times, observed, { tau, weighting });
  expect(farthest([mean, standardError], expected.rmst)).toBeLessThan(AGREEMENT);
  if (weighting?.meaning === 'sampling') return;
  const { low, high } = survivalBand(curve);
  curve.survival.forEach((alive, step) => {
    // R leaves the interval out where nobody survives
    if (alive > 0) {
      expect(farthest([low[step]!, high[step]!], [expected.low[step]!, expected.high[step]!])).toBeLessThan(AGREEMENT);
    }
  });
  const { median, low: lower, high: upper } = medianSurvival(curve);
  expect(farthest([median, lower, upper], expected.median)).toBeLessThan(AGREEMENT);
}

describe.each(named)('%s: curves and restricted means as R gives them', (_, each) => {
  test('of all patients', () => requireCurve(each, each.all));

  test('of each group', () => {
    for (const [name, expected] of Object.entries(each.groups)) {
      const members = [...each.group.keys()].filter((row) => each.group[row] === name);
      const [times, observed] = [each.times, each.observed].map((column) => members.map((row) => column[row]!));
      requireCurve({ times: times!, observed: observed!, tau: each.tau }, expected);
    }
  });

  test('with weights that count patients', () =>
    requireCurve(each, each.counted, { weights: each.counts, meaning: 'patients' }));

  test('with sampling weights and robust errors', () =>
    requireCurve(each, each.weighted, { weights: each.weights, meaning: 'sampling' }));
});

describe.each(named)('%s: log-rank tests as R gives them', (_, each) => {
  const { times, observed } = each;
  const groups = numbered(each.group);
  // R sorts its groups as they appear here
  test.each([
    ['plain', each.logRank, {}],
    ['stratified', each.stratifiedLogRank, { strata: numbered(each.stratum) }],
    ['of counted patients', each.countedLogRank, { weighting: { weights: each.counts, meaning: 'patients' as const } }],
  ])('%s', (__, expected, options) => {
    const got = logRankTest(times, observed, groups, options);
    expect(farthest(got.observed, expected.observed)).toBeLessThan(AGREEMENT);
    expect(farthest(got.expected, expected.expected)).toBeLessThan(AGREEMENT);
    expect(distance(got.statistic, expected.statistic)).toBeLessThan(AGREEMENT);
    expect(got.degreesOfFreedom).toBe(new Set(groups).size - 1);
  });

  test('under sampling weights: the robust score test of a Cox regression with Breslow ties', () => {
    const { statistic } = logRankTest(times, observed, groups, {
      weighting: { weights: each.weights, meaning: 'sampling' },
    });
    expect(distance(statistic, each.weightedLogRank)).toBeLessThan(AGREEMENT);
  });
});

function requireFit(fit: CoxFit, expected: CoxOfR): void {
  if (fit.kind !== 'completed') expect.unreachable(fit.kind);
  else {
    const size = expected.coefficients.length;
    const { covariance } = expected;
    expect(fit.coefficients).toHaveLength(size);
    expect(
      farthest(
        fit.coefficients.map(({ estimate }) => estimate),
        expected.coefficients,
      ),
    ).toBeLessThan(AGREEMENT);
    covariance.forEach((row, j) => {
      row.forEach((expectedValue, l) => {
        // An element may be a small difference of large terms: its scale is that of the two standard errors
        const scale = Math.sqrt(covariance[j]![j]! * covariance[l]![l]!);
        expect(Math.abs(fit.covariance[j]![l]! - expectedValue) / scale).toBeLessThan(AGREEMENT);
      });
    });
    expect(farthest(fit.logLikelihood, expected.logLikelihood)).toBeLessThan(AGREEMENT);
    expect(distance(fit.waldTest.statistic, expected.wald)).toBeLessThan(AGREEMENT);
    expect(distance(fit.scoreTest?.statistic, expected.robustScore ?? expected.score)).toBeLessThan(AGREEMENT);
    expect(fit.waldTest.degreesOfFreedom).toBe(size);
  }
}

describe.each(named)('%s: Cox regressions as R gives them', (_, each) => {
  const { times, observed } = each;
  for (const [index, ties] of (['efron', 'breslow'] as const).entries()) {
    test.each([
      ['plain', { columns: designOf(each, { adjusted: false }) }],
      ['adjusted', { columns: designOf(each, { adjusted: true }) }],
      ['strata', { columns: designOf(each, { adjusted: true }), strata: numbered(each.stratum) }],
    ] as const)(`%s, ${ties}`, (name, rest) => {
      requireFit(coxRegression({ times, observed, ...rest }, { ties }), each.cox[name][index]!);
    });

    test(`sampling weights with robust errors, ${ties}`, () => {
      const input = { times, observed, columns: designOf(each, { adjusted: true }), weights: each.weights };
      requireFit(coxRegression(input, { ties, weightsAre: 'sampling' }), each.cox.weighted[index]!);
    });
  }
});

describe.each(cuts.map((each) => [each.name, each] as const))('%s: best cut as maxstat gives it', (_, each) => {
  test('cuts, statistics and both approximations of p', () => {
    const options = { seed: 'maxstat', streamName: 'cuts', permutations: 1 };
    const got = optimalCut(each.times, each.observed, each.marker, options);
    expect(got.cut).toBe(each.cut);
    expect(farthest(got.cuts, each.cuts)).toBe(0);
    expect(farthest(got.statistics, each.statistics)).toBeLessThan(AGREEMENT);
    expect(farthest([got.pMillerSiegmund, got.pLausen], [each.lau92, each.lau94])).toBeLessThan(AGREEMENT);
  });
});
