// Evidence: closed form (Spearman's correlation 6 asin(r / 2) / pi of a Gaussian copula) within Monte-Carlo error · laws.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import type { BetaMarginal } from '../../../src/patients/beta-marginal.js';
import {
  correlatedSets,
  correlateUniforms,
  correlationIssues,
  correlationsOf,
  gaussianCopula,
  normalScoreCorrelation,
  type ParameterCorrelation,
  rankCorrelation,
  withCorrelations,
} from '../../../src/patients/gaussian-copula.js';
import { sampleCohort } from '../../../src/patients/sample-cohort.js';
import { uniformDesign } from '../../../src/random/uniform-design.js';
import { midranks } from '../../../src/stats/midranks.js';
import { pearson } from '../../../src/stats/pearson.js';

const marginals: readonly BetaMarginal[] = (
  [
    ['a', 3, 7],
    ['b', 0.4, 0.9],
    ['c', 5, 3],
    ['d', 0.3, 6],
    ['e', 2, 2],
  ] as const
).map(([name, alpha, beta]) => ({ name, min: 1, max: 3, alpha, beta }));

const pair = (a: string, b: string, normalScore: number): ParameterCorrelation => ({ between: [a, b], normalScore });
const patients = 1000;
const dimensions = marginals.length;

const cohortOf = (own: readonly BetaMarginal[], kind: 'latin-hypercube' | 'random', size = patients) =>
  sampleCohort({
    marginals: own,
    uniforms: uniformDesign({ kind, patients: size, dimensions, seed: '0', streamName: 'copula' }),
    patients: size,
  });
const column = (values: Float64Array, j: number) =>
  Float64Array.from({ length: values.length / dimensions }, (_, i) => values[i * dimensions + j]!);
const spearman = (values: Float64Array, i: number, j: number) =>
  pearson(midranks(column(values, i)), midranks(column(values, j)))!;

describe('sampling from a Gaussian copula', () => {
  /** Standard error of a rank correlation is at most 1 / sqrt(n - 1) (Fieller et al. 1957: 1.03 (1 - rho^2)); four of them. */
  const MONTE_CARLO = 4 / Math.sqrt(patients - 1);

  test.each([-0.9, -0.4, 0.2, 0.6, 0.95])('a rank correlation of %d is met within Monte-Carlo error', (rho) => {
    const own = withCorrelations(marginals, [
      pair('a', 'b', normalScoreCorrelation(rho)),
      pair('c', 'd', normalScoreCorrelation(-rho)),
    ]);
    for (const kind of ['random', 'latin-hypercube'] as const) {
      const uniforms = uniformDesign({ kind, patients, dimensions, seed: '0', streamName: 'copula' });
      const correlated = correlateUniforms(gaussianCopula(own)!, uniforms, dimensions);
      expect(Math.abs(spearman(correlated, 0, 1) - rho)).toBeLessThan(MONTE_CARLO * (1 - rho * rho) + 1e-3);
      expect(Math.abs(spearman(correlated, 2, 3) + rho)).toBeLessThan(MONTE_CARLO * (1 - rho * rho) + 1e-3);
      // Pairs that are not named are independent
      for (const [i, j] of [
        [0, 2],
        [1, 3],
        [1, 4],
      ] as const) {
        expect(Math.abs(spearman(correlated, i, j))).toBeLessThan(MONTE_CARLO);
      }
    }
  });

  test('three parameters with unequal and skewed marginals have all their correlations, and the means of their marginals', () => {
    const wanted = [pair('a', 'b', 0.6), pair('a', 'd', -0.5), pair('b', 'd', 0.1)];
    const { values } = cohortOf(withCorrelations(marginals, wanted), 'random');
    for (const { between, normalScore } of wanted) {
      const [i, j] = between.map((name) => marginals.findIndex((each) => each.name === name)) as [number, number];
      expect(Math.abs(spearman(values, i, j) - rankCorrelation(normalScore))).toBeLessThan(MONTE_CARLO);
    }
    marginals.forEach(({ alpha, beta }, j) => {
      const x = column(values, j).map((value) => (value - 1) / 2);
      const mean = x.reduce((sum, each) => sum + each, 0) / patients;
      const total = alpha + beta;
      const variance = (alpha * beta) / (total ** 2 * (total + 1));
      expect(Math.abs(mean - alpha / total)).toBeLessThan(4 * Math.sqrt(variance / patients));
    });
  });

  test('parameters that are not correlated, and the first of a correlated set, keep their bits', () => {
    const plain = cohortOf(marginals, 'latin-hypercube', 50);
    const own = cohortOf(withCorrelations(marginals, [pair('d', 'b', 0.7)]), 'latin-hypercube', 50);
    for (const j of [0, 1, 2, 4]) expect(column(own.values, j)).toEqual(column(plain.values, j));
    expect(column(own.values, 3)).not.toEqual(column(plain.values, 3));
    const none = cohortOf(withCorrelations(marginals, [pair('d', 'b', 0)]), 'latin-hypercube', 50);
    expect(none.values).toEqual(plain.values);
  });

  test('a correlation near 1 makes parameters nearly functions of each other', () => {
    const { values } = cohortOf(withCorrelations(marginals, [pair('a', 'c', 0.99999)]), 'random');
    expect(spearman(values, 0, 2)).toBeGreaterThan(0.9999);
  });

  test('uniforms at the ends of the unit interval stay inside it', () => {
    const copula = gaussianCopula(withCorrelations(marginals.slice(0, 2), [pair('a', 'b', 0.9)]))!;
    const ends = [2 ** -1000, 2 ** -53, 1 - 2 ** -53];
    const uniforms = Float64Array.from(ends.flatMap((u) => ends.flatMap((v) => [u, v])));
    for (const u of correlateUniforms(copula, uniforms, 2)) expect(u > 0 && u < 1).toBe(true);
  });
});

describe('rank and normal-score correlations', () => {
  test('are turned into each other', () => {
    for (const rho of [-0.99, -0.5, 0, 0.3, 0.8]) {
      expect(rankCorrelation(normalScoreCorrelation(rho))).toBeCloseTo(rho, 14);
    }
    // 2 sin(pi / 12) for 1/2 and 2 sin(pi / 6) = 1 for 1
    expect(normalScoreCorrelation(0.5)).toBeCloseTo((Math.sqrt(6) - Math.sqrt(2)) / 2, 15);
    expect(normalScoreCorrelation(1)).toBeCloseTo(1, 15);
  });
});

describe('correlations of marginals', () => {
  const names = marginals.map(({ name }) => name);

  test('are carried by the marginals, and given back once each', () => {
    const wanted = [pair('d', 'a', 0.5), pair('b', 'c', -0.2)];
    const own = withCorrelations(marginals, wanted);
    expect(own[0]!.correlations).toEqual({ d: 0.5 });
    expect(own[4]).toBe(marginals[4]);
    expect(correlationsOf(own)).toEqual([pair('a', 'd', 0.5), pair('b', 'c', -0.2)]);
    expect(withCorrelations(marginals, [])).toBe(marginals);
    expect(gaussianCopula(marginals)).toBeUndefined();
  });

  test('of some of the parameters are those of these alone', () => {
    const own = withCorrelations(marginals, [pair('a', 'b', 0.5), pair('b', 'e', -0.2)]);
    expect(gaussianCopula(own.slice(1))).toEqual({
      members: [0, 3],
      correlations: [
        [1, -0.2],
        [-0.2, 1],
      ],
    });
    expect(gaussianCopula(own.filter(({ name }) => name !== 'b'))).toBeUndefined();
  });

  test('fall into sets that are linked, directly or through others', () => {
    const own = withCorrelations(marginals, [pair('a', 'b', 0.5), pair('b', 'e', -0.2), pair('c', 'd', 0.3)]);
    expect(correlatedSets(gaussianCopula(own)!)).toEqual([
      [0, 1, 4],
      [2, 3],
    ]);
  });

  test.each([
    ['an unknown name', [pair('a', 'x', 0.5)], 0, 'must name per-patient parameters; got x'],
    ['one name twice', [pair('a', 'a', 0.5)], 0, 'must name two parameters; got a twice'],
    ['a pair again', [pair('a', 'b', 0.5), pair('b', 'a', 0.5)], 1, 'must give each pair once; got b and a again'],
    ['a correlation of 1', [pair('a', 'b', 1)], 0, 'must be a correlation inside (-1, 1); got 1'],
    ['a correlation of NaN', [pair('a', 'b', Number.NaN)], 0, 'must be a correlation inside (-1, 1); got NaN'],
  ])('refuse %s', (_name, pairs, place, message) => {
    expect(correlationIssues(pairs, names)).toEqual([{ pair: place, message }]);
    expect(() => withCorrelations(marginals, pairs)).toThrow(InputError);
    expect(() => withCorrelations(marginals, pairs)).toThrow(`correlations[${place}]: ${message}`);
  });

  test('refuse a matrix that is not positive definite, with its smallest eigenvalue and the pairs behind it', () => {
    // Eigenvalues of three correlations r, r, -r: 1 + r, 1 + r, 1 - 2 r
    const pairs = [pair('a', 'b', 0.8), pair('b', 'c', 0.8), pair('a', 'c', -0.8), pair('d', 'e', 0.3)];
    const [issue] = correlationIssues(pairs, names);
    expect(issue).toEqual({
      pair: null,
      message: expect.stringMatching(
        /^must make a positive definite matrix of the normal scores; got a smallest eigenvalue of -0\.600, from (a-b|b-c|a-c), (a-b|b-c|a-c), (a-b|b-c|a-c)$/,
      ),
    });
    expect(() => withCorrelations(marginals, pairs)).toThrow(/^correlations: must make a positive definite/);
  });
});
