// Evidence: R 4.2.2 with survival 3.5.3 and pROC 1.18.0 (commands beside the numbers), closed forms, and laws of resampling.
import { describe, expect, test } from 'vitest';
import {
  bootstrapAuc,
  coxRegression,
  deLongTest,
  kaplanMeier,
  landmarkSurvival,
  latinHypercubeSample,
  metaAnalysis,
  morrisAnalyse,
  morrisSample,
  optimalCut,
  partialRankCorrelations,
  pearson,
  rocAuc,
  saltelliSample,
  sobolAnalyse,
  wilsonInterval,
} from '../../../calibration/api/stats.js';

const labels = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0];
const first = [0.1, 0.4, 0.35, 0.8, 0.2, 0.7, 0.5, 0.9, 0.6, 0.3];
const second = [0.2, 0.3, 0.1, 0.7, 0.6, 0.8, 0.4, 0.5, 0.9, 0.25];
const units = [
  { name: 'a', min: 10, max: 20 },
  { name: 'b', min: -1, max: 1 },
];

test('areas and their test: ci.auc(roc(l, s)), roc.test(roc(l, s1), roc(l, s2))', () => {
  const { auc, low, high } = rocAuc(first, labels);
  expect([auc, high]).toEqual([0.92, 1]);
  expect(low).toBeCloseTo(0.7361391, 6);
  const test = deLongTest(first, second, labels);
  expect(test.difference).toBeCloseTo(0.16, 12);
  expect(test.p).toBeCloseTo(0.24821307899, 9);
  expect((test.low + test.high) / 2).toBeCloseTo(test.difference, 12);
});

test('a bootstrap interval is made of percentiles of its resamples, and follows its seed', () => {
  const found = bootstrapAuc(first, labels, { replicates: 999, level: 0.9, seed: 3 });
  const below = found.replicates.filter((area) => area < found.low).length;
  const above = found.replicates.filter((area) => area > found.high).length;
  expect(below).toBeLessThanOrEqual(50);
  expect(above).toBeLessThanOrEqual(50);
  expect(bootstrapAuc(first, labels, { replicates: 999, level: 0.9, seed: '3' })).toEqual(found);
  expect(bootstrapAuc(first, labels, { replicates: 999, level: 0.9, seed: 4 }).replicates).not.toEqual(
    found.replicates,
  );
});

test('a survival curve has its interval and its median: survfit(conf.type = "log-log")', () => {
  const curve = kaplanMeier([6, 6, 6, 7, 10], [1, 1, 0, 1, 0]);
  expect([...curve.survival].map((share) => Number(share.toFixed(12)))).toEqual([0.6, 0.3]);
  expect(curve.median.median).toBe(7);
  [0.1257301829944, 0.0123015294254].forEach((low, at) => {
    expect(curve.low[at]).toBeCloseTo(low, 10);
  });
  [0.881756407394, 0.71921802081].forEach((high, at) => {
    expect(curve.high[at]).toBeCloseTo(high, 10);
  });
  expect(landmarkSurvival(curve, 6.5)).toMatchObject({ low: curve.low[0], high: curve.high[0] });
});

test('covariates go by name: coxph(Surv(t, d) ~ x + decade)', () => {
  const fit = coxRegression({
    times: [5, 8, 12, 3, 9, 14, 7, 11, 2, 10],
    observed: [1, 1, 0, 1, 1, 0, 1, 1, 1, 0],
    covariates: {
      x: [0, 1, 1, 0, 0, 1, 0, 1, 0, 1],
      decade: [6.1, 5.4, 4.8, 7, 6.6, 5, 6.3, 5.8, 7.2, 5.5],
    },
  });
  expect(fit).toMatchObject({ status: 'completed', n: 10, events: 7 });
  expect(fit.terms.map(({ name, status }) => [name, status])).toEqual([
    ['x', 'estimated'],
    ['decade', 'estimated'],
  ]);
  expect(fit.terms[1]!.coefficient!.estimate).toBeCloseTo(2.170710871075, 7);
  expect(fit.terms[1]!.coefficient!.hazardRatioLow).toBeCloseTo(0.5144018709115, 6);
  expect(fit.likelihoodRatioTest!.p).toBeCloseTo(0.00760400543211, 9);
  expect(fit.scoreTest!.statistic).toBeCloseTo(9.43167021546267, 7);
});

test('a covariate that separates the events is named, and the others keep their estimates', () => {
  const { status, terms } = coxRegression({
    times: [1, 2, 3, 4, 5, 6],
    observed: [1, 1, 1, 0, 0, 0],
    covariates: { dies: [1, 1, 1, 0, 0, 0] },
  });
  expect(status).toBe('monotone');
  expect(terms).toMatchObject([{ name: 'dies', coefficient: null }]);
});

test('correlation and proportion: cor.test(a, b), prop.test(2, 6, correct = FALSE)', () => {
  const found = pearson([1, 2, 3, 4, 5, 6, 7, 8], [2.1, 1.9, 3.7, 3.2, 5.8, 5.1, 6.6, 9])!;
  expect(found.r).toBeCloseTo(0.943439437575374, 12);
  expect([found.low, found.high]).toEqual([
    expect.closeTo(0.712345081773958, 10),
    expect.closeTo(0.989966541079398, 10),
  ]);
  expect(found.p).toBeCloseTo(0.000433384747128, 12);
  expect(wilsonInterval({ successes: 2, trials: 6 }).low).toBeCloseTo(0.0967714, 6);
});

test('two studies: the fixed-effect mean is weighted by 1 / variance, and equal studies have no spread', () => {
  const { fixedEffect, heterogeneity } = metaAnalysis([1, 4], [1, 2]);
  // Weights 1 and 1/4: (1 + 1) / 1.25, error 1 / sqrt(1.25); Q = (1 - 1.6)^2 + (4 - 1.6)^2 / 4
  expect(fixedEffect.mean).toBeCloseTo(1.6, 12);
  expect(fixedEffect.standardError).toBeCloseTo(Math.sqrt(0.8), 12);
  expect(heterogeneity.q).toBeCloseTo(1.8, 12);
  expect(metaAnalysis([3, 3], [1, 2]).heterogeneity.betweenVariance).toBe(0);
});

describe('sensitivity', () => {
  const linear = ({ a = 0, b = 0 }) => a + 3 * b;

  test('elementary effects of a linear function are slope times range', () => {
    const sample = morrisSample(units, 6);
    const { effects, failed } = morrisAnalyse(sample, sample.points.map(linear));
    expect(effects.map(({ name, muStar }) => [name, Number(muStar.toFixed(9))])).toEqual([
      ['a', 10],
      ['b', 6],
    ]);
    expect(failed).toBe(0);
  });

  test('a failed point takes its trajectory out, and nothing else', () => {
    const sample = morrisSample(units, 6);
    const outputs = sample.points.map((point, index) => (index === 4 ? null : linear(point)));
    const { effects, failed, droppedTrajectories } = morrisAnalyse(sample, outputs);
    expect([failed, droppedTrajectories, Number(effects[0]!.muStar.toFixed(9))]).toEqual([1, 1, 10]);
  });

  test('indices of a linear function are its shares of variance, also of groups and pairs', () => {
    // Variances 100/12 and 9 * 4/12
    const share = 100 / 136;
    const sample = saltelliSample(units, 512, { secondOrder: true });
    const { indices, pairs } = sobolAnalyse(sample, sample.points.map(linear), { replicates: 50 });
    expect(indices[0]!.first.value).toBeCloseTo(share, 2);
    expect(indices[1]!.total.value).toBeCloseTo(1 - share, 2);
    expect(pairs).toMatchObject([{ names: ['a', 'b'], value: expect.closeTo(0, 1) }]);
    const grouped = saltelliSample(
      units.map((factor) => ({ ...factor, group: 'both' })),
      64,
    );
    expect(sobolAnalyse(grouped, grouped.points.map(linear)).indices).toMatchObject([
      { name: 'both', total: { value: expect.closeTo(1, 1) } },
    ]);
  });

  test('a Latin hypercube has one point in each stratum, and a monotonic input has a partial rank correlation of 1', () => {
    const points = latinHypercubeSample(units, 40);
    const strata = points.map(({ a = 0 }) => Math.floor((40 * (a - 10)) / 10)).sort((x, y) => x - y);
    expect(strata).toEqual(Array.from({ length: 40 }, (_, index) => index));
    const inputs = { a: points.map(({ a = 0 }) => a), b: points.map(({ b = 0 }) => b) };
    const [a] = partialRankCorrelations(inputs, inputs.a.map(Math.exp))!;
    expect(a).toMatchObject({ name: 'a', r: expect.closeTo(1, 9) });
  });

  const cases: readonly (readonly [what: () => unknown, message: string])[] = [
    [() => morrisSample([], 4), 'factors: must be a list of at least one factor; got none'],
    [() => morrisSample([units[0]!, units[0]!], 4), 'factors[1]: must have a name of its own; got a'],
    [() => saltelliSample([{ name: 'a', min: 1, max: 1 }], 4), 'factors.a: must have finite min < max'],
    [() => morrisAnalyse(morrisSample(units, 2), [1]), 'outputs: must be 6 numbers, one for each point; got 1'],
    [() => sobolAnalyse({ ...saltelliSample(units, 4) }, []), 'must be the sample that was drawn; got another object'],
    [() => sobolAnalyse(saltelliSample(units, 4), Array(16).fill(1)), 'outputs must vary; got equal ones'],
    [() => coxRegression({ times: [1], observed: [1], covariates: {} }), 'covariates: must hold a covariate at least'],
  ];
  test.each(cases)('%s: what is wrong is named', (what, message) => {
    expect(what).toThrow(message);
  });
});

test('the best cut separates the groups that were built, and its p allows for the choice', () => {
  const times = [1, 2, 3, 4, 5, 6, 20, 21, 22, 23, 24, 25];
  const markers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const found = optimalCut(
    times,
    times.map(() => 1),
    markers,
    { permutations: 199 },
  );
  expect(found.pPermutation).toBeGreaterThan(found.pUnadjusted);
  expect(
    optimalCut(
      times,
      times.map(() => 1),
      markers,
      { permutations: 199, seed: 1 },
    ),
  ).toEqual(found);
});
