// Evidence: independent tool (pROC 1.18.0, test/fixtures/stats/roc.R) · slow oracle (DeLong's kernel over all pairs).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { aucCovariance } from '../../../src/stats/auc-covariance.js';
import { rocCases } from './roc-cases.js';

/** What the issue asks of areas and standard errors; both sides carry 15 digits. */
const AGREEMENT = 1e-10;

describe('aucCovariance', () => {
  it.each(rocCases)('gives the areas and standard errors of pROC on $name', ({ labels, markers }) => {
    const cases = Object.values(markers);
    const { aucs, covariance } = aucCovariance(
      cases.map(({ values }) => values),
      labels,
    );
    cases.forEach(({ auc, standardError }, index) => {
      expect(Math.abs(aucs[index]! - auc)).toBeLessThan(AGREEMENT);
      expect(Math.abs(Math.sqrt(covariance[index * cases.length + index]!) - standardError)).toBeLessThan(AGREEMENT);
    });
  });

  it.each(rocCases)('gives the covariances of pROC on $name', ({ labels, markers, tests }) => {
    const names = Object.keys(markers);
    const { covariance } = aucCovariance(
      names.map((name) => markers[name]!.values),
      labels,
    );
    for (const { first, second, covariance: expected } of tests) {
      const found = covariance[names.indexOf(first) * names.length + names.indexOf(second)]!;
      expect(Math.abs(found - expected)).toBeLessThan(AGREEMENT);
    }
  });

  it('equals the pairwise definition for scores with ties', () => {
    const uniform = randomStream({ seed: '0', streamName: 'covariance', index: 0 });
    const labels = Array.from({ length: 60 }, (_, row) => (row % 3 === 0 ? 1 : 0));
    const scores = [0, 1].map(() => labels.map((label) => Math.floor(5 * uniform()) + label));
    const kernel = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const parts = scores.map((score) => {
      const [x, y] = [1, 0].map((label) => score.filter((_, row) => labels[row] === label)) as [number[], number[]];
      return {
        a: x.map((value) => mean(y.map((other) => kernel(value, other)))),
        b: y.map((value) => mean(x.map((other) => kernel(other, value)))),
      };
    });
    const cov = (u: readonly number[], v: readonly number[]) =>
      u.reduce((sum, value, index) => sum + (value - mean(u)) * (v[index]! - mean(v)), 0) / (u.length - 1) / u.length;
    const expected = cov(parts[0]!.a, parts[1]!.a) + cov(parts[0]!.b, parts[1]!.b);
    expect(Math.abs(aucCovariance(scores, labels).covariance[1]! - expected)).toBeLessThan(AGREEMENT);
  });

  it('is symmetric', () => {
    const { labels, markers } = rocCases[0]!;
    const { covariance } = aucCovariance(
      Object.values(markers).map(({ values }) => values),
      labels,
    );
    expect(covariance[1]).toBe(covariance[3]);
    expect(covariance[5]).toBe(covariance[7]);
  });

  it.each([
    { what: 'a label that occurs once', scores: [1, 2, 3], labels: [1, 0, 0] },
    { what: 'no positive at all', scores: [1, 2, 3], labels: [0, 0, 0] },
    { what: 'a NaN', scores: [1, Number.NaN, 3, 4], labels: [1, 1, 0, 0] },
    { what: 'a label of 2', scores: [1, 2, 3, 4], labels: [1, 1, 0, 2] },
    { what: 'too few labels', scores: [1, 2, 3, 4], labels: [1, 1, 0] },
  ])('refuses $what', ({ scores, labels }) => {
    expect(() => aucCovariance([scores], labels)).toThrow(InputError);
  });
});
