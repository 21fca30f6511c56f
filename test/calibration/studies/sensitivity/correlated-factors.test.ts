// Evidence: closed forms (variances of linear functions of correlated normals and Betas; covariances of Betas by scipy,
// test/fixtures/sensitivity/correlated-betas.py) · slow oracle (partial rank correlations from residuals) · laws.
import { readFileSync } from 'node:fs';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  correlatedPoints,
  correlationRemarks,
  independentGroups,
} from '../../../../calibration/studies/sensitivity/correlated-factors.js';
import type { Factor } from '../../../../calibration/studies/sensitivity/factors.js';
import { factorColumns } from '../../../../calibration/studies/sensitivity/factors.js';
import { groupsOf } from '../../../../calibration/studies/sensitivity/settings.js';
import {
  elementaryEffects,
  morrisDesign,
  partialRankCorrelations,
  saltelliDesign,
  singletons,
  sobolIndices,
  unitDesign,
  withCorrelations,
} from '../../../../src/index.js';
import { normalQuantile } from '../../../../src/numerics/normal-quantile.js';
import { midranks } from '../../../../src/stats/midranks.js';
import { pearson } from '../../../../src/stats/pearson.js';

const { covariance }: { readonly covariance: readonly (readonly number[])[] } = JSON.parse(
  readFileSync(new URL('../../../fixtures/sensitivity/correlated-betas.json', import.meta.url), 'utf8'),
);
const shapes = [
  [0.6, 0.9],
  [3, 7],
  [2, 0.8],
  [5, 3],
] as const;
const means = shapes.map(([alpha, beta]) => alpha / (alpha + beta));
const pairs = [
  { between: ['a', 'c'] as const, normalScore: 0.7 },
  { between: ['a', 'd'] as const, normalScore: -0.4 },
  { between: ['c', 'd'] as const, normalScore: 0.1 },
];
const factors: readonly Factor[] = withCorrelations(
  shapes.map(([alpha, beta], j) => ({ name: 'abcd'[j]!, min: 0, max: 1, alpha, beta })),
  pairs,
).map((marginal) => ({
  name: marginal.name,
  group: marginal.name < 'c' ? 'early' : 'late',
  unit: '1',
  baseline: 0.5,
  distribution: { kind: 'beta', marginal },
}));
const dimensions = factors.length;

/** Indices of {a, c, d} and of b, of a function of the values of the factors. */
function indicesOf(evaluate: (x: readonly number[]) => number, blocks = 256) {
  const groups = groupsOf(factors, 'parameter');
  const design = saltelliDesign({
    ...{ kind: 'sobol', blocks, dimensions, groups, order: 'first', seed: '1', streamName: 'test' },
  });
  const columns = factorColumns(factors, correlatedPoints(factors, design.points));
  const values = Float64Array.from(columns[0]!, (_, i) => evaluate(columns.map((column) => column[i]!)));
  const every = Uint32Array.from({ length: blocks }, (_, block) => block);
  const settings = { groups: groups.length, order: 'first', replicates: 0, seed: '1', streamName: 'b' } as const;
  return { groups, indices: sobolIndices(values, every, settings)! };
}

/** Error of a Sobol index of a linear function from 256 blocks of a Sobol sequence, and of a product from 1,024. */
const INDEX_ERROR = 0.02;

describe('Sobol indices of correlated factors', () => {
  it('are of the correlated set as one group, and of the others by themselves', () => {
    expect(groupsOf(factors, 'parameter')).toEqual([
      { name: 'a + c + d', members: [0, 2, 3] },
      { name: 'b', members: [1] },
    ]);
  });

  it('of a linear function of correlated Betas are the variances of its parts over the total', () => {
    const loads = [1, 1.5, 2, -1];
    const { indices } = indicesOf((x) => x.reduce((sum, value, j) => sum + loads[j]! * value, 0));
    const form = (members: readonly number[]) =>
      members.reduce(
        (sum, i) => sum + members.reduce((inner, j) => inner + loads[i]! * loads[j]! * covariance[i]![j]!, 0),
        0,
      );
    const [ofSet, ofB] = [form([0, 2, 3]), form([1])];
    const total = ofSet + ofB;
    expect(Math.abs(indices.variance / total - 1)).toBeLessThan(INDEX_ERROR);
    [ofSet, ofB].forEach((part, group) => {
      expect(Math.abs(indices.first[group]!.value - part / total)).toBeLessThan(INDEX_ERROR);
      expect(Math.abs(indices.total[group]!.value - part / total)).toBeLessThan(INDEX_ERROR);
    });
  });

  it('of a product with another factor split into first and total order as in the closed form', {
    tags: 'full/oracles',
  }, () => {
    const { indices } = indicesOf(([a, b, c]) => b! * (a! + c!), 1024);
    const [m, t] = [means[0]! + means[2]!, means[1]!];
    const [v, s] = [covariance[0]![0]! + covariance[2]![2]! + 2 * covariance[0]![2]!, covariance[1]![1]!];
    const total = v * s + v * t * t + s * m * m;
    const close = (estimate: { readonly value: number }, exact: number) =>
      expect(Math.abs(estimate.value - exact)).toBeLessThan(INDEX_ERROR);
    close(indices.first[0]!, (v * t * t) / total);
    close(indices.total[0]!, (v * t * t + v * s) / total);
    close(indices.first[1]!, (s * m * m) / total);
    close(indices.total[1]!, (s * m * m + v * s) / total);
  });

  it('of a linear function of normal scores are c_g R c_g over c R c', () => {
    const uniform = factors.map((factor) => ({
      ...factor,
      distribution:
        factor.distribution.kind === 'beta'
          ? { kind: 'beta' as const, marginal: { ...factor.distribution.marginal, alpha: 1, beta: 1 } }
          : factor.distribution,
    }));
    const groups = independentGroups(uniform, singletons(['a', 'b', 'c', 'd']));
    const blocks = 256;
    const { points } = saltelliDesign({
      ...{ kind: 'sobol', blocks, dimensions, groups, order: 'first', seed: '2', streamName: 'test' },
    });
    const columns = factorColumns(uniform, correlatedPoints(uniform, points));
    const values = Float64Array.from(columns[0]!, (_, i) =>
      [1, 1, 1, 1].reduce((sum, load, j) => sum + load * normalQuantile(columns[j]![i]!), 0),
    );
    const every = Uint32Array.from({ length: blocks }, (_, block) => block);
    const settings = { groups: 2, order: 'first', replicates: 0, seed: '1', streamName: 'b' } as const;
    const { first, total } = sobolIndices(values, every, settings)!;
    // Variances 3 + 2 (0.7 - 0.4 + 0.1) and 1
    for (const { value } of [first[0]!, total[0]!]) expect(Math.abs(value - 3.8 / 4.8)).toBeLessThan(INDEX_ERROR);
    for (const { value } of [first[1]!, total[1]!]) expect(Math.abs(value - 1 / 4.8)).toBeLessThan(INDEX_ERROR);
  });
});

describe('elementary effects of correlated factors', () => {
  it('of a function of the other factors alone are 0 for the set', () => {
    const groups = groupsOf(factors, 'parameter');
    const design = morrisDesign({ trajectories: 20, dimensions, groups, levels: 4, seed: '1', streamName: 'test' });
    const points = correlatedPoints(
      factors,
      design.points.map((u) => 1e-3 + 0.998 * u),
    );
    const [, b] = factorColumns(factors, points);
    const effects = elementaryEffects(
      b!,
      Uint32Array.from({ length: 20 }, (_, i) => i),
      design,
      groups,
    );
    expect(effects[0]).toMatchObject({ muStar: 0, mu: null, sigma: null });
    expect(effects[1]!.muStar).toBeGreaterThan(0);
  });
});

describe('partial rank correlations of correlated factors', () => {
  it('are those of residuals of ranks, which control for the correlated factors', () => {
    const samples = 300;
    const points = correlatedPoints(
      factors,
      unitDesign({ kind: 'latin-hypercube', points: samples, dimensions, seed: '1', streamName: 'test' }),
    );
    const columns = factorColumns(factors, points);
    const noise = unitDesign({ kind: 'random', points: samples, dimensions: 1, seed: '2', streamName: 'noise' });
    // d has no effect of its own, but correlates with a, which has
    const output = Float64Array.from(noise, (u, i) => columns[0]![i]! ** 3 + 0.5 * columns[1]![i]! + 0.3 * u);
    const [found] = partialRankCorrelations(columns, [output]);
    const ranks = columns.map(midranks);
    const residuals = (of: Float64Array, without: number) => {
      const design = new Matrix(
        Array.from(of, (_, i) => [1, ...ranks.filter((_column, j) => j !== without).map((column) => column[i]!)]),
      );
      const fitted = design.mmul(solve(design, Matrix.columnVector([...of]), true)).to1DArray();
      return of.map((value, i) => value - fitted[i]!);
    };
    ranks.forEach((own, j) => {
      const expected = pearson(residuals(own, j), residuals(midranks(output), j))!;
      expect(found![j]!).toBeCloseTo(expected, 9);
    });
    // Its plain correlation is far from 0, its partial one is not
    expect(Math.abs(pearson(ranks[3]!, midranks(output))!)).toBeGreaterThan(0.2);
    expect(Math.abs(found![3]!)).toBeLessThan(4 / Math.sqrt(samples));
  });
});

describe('groups of processes', () => {
  it('are joined where a correlation links them', () => {
    expect(groupsOf(factors, 'group')).toEqual([{ name: 'early + late', members: [0, 1, 2, 3] }]);
    const within = factors.map((factor) => ({ ...factor, group: factor.name === 'b' ? 'early' : 'late' }));
    expect(groupsOf(within, 'group')).toEqual([
      { name: 'late', members: [0, 2, 3] },
      { name: 'early', members: [1] },
    ]);
  });

  it('and points stay as they are without correlations', () => {
    const uniform = factors.map((factor) => ({
      ...factor,
      distribution: { kind: 'uniform' as const, low: 0, high: 1 },
    }));
    const groups = singletons(['a', 'b', 'c', 'd']);
    const points = Float64Array.of(0.1, 0.2, 0.3, 0.4);
    expect(independentGroups(uniform, groups)).toBe(groups);
    expect(correlatedPoints(uniform, points)).toBe(points);
  });
});

describe('correlationRemarks', () => {
  const marginals = factors.flatMap(({ distribution }) =>
    distribution.kind === 'beta' ? [distribution.marginal] : [],
  );

  it('state the correlations and how estimates of correlated parameters are to be read', () => {
    const [sampled, reading] = correlationRemarks({ method: 'sobol', space: 'patients', marginals });
    expect(sampled).toBe(
      'parameters are sampled with the rank correlations of the stored run (a and c: 0.683; a and d: -0.385; c and d: 0.096)',
    );
    expect(reading).toMatch(
      /^correlated parameters \(a, c, d\) enter as one group: its first order is the closed index/,
    );
    expect(correlationRemarks({ method: 'prcc', space: 'patients', marginals })[1]).toMatch(
      /when the ranks of all others/,
    );
    expect(correlationRemarks({ method: 'pcc', space: 'baseline', marginals })).toEqual([
      expect.stringMatching(/under --space baseline all parameters vary independently$/),
    ]);
    expect(correlationRemarks({ method: 'shapes', space: 'shapes', marginals })).toEqual([
      expect.stringMatching(/^patients are drawn with the rank correlations of the stored run/),
    ]);
  });

  it('are none without correlations', () => {
    const independent = marginals.map(({ correlations: _, ...marginal }) => marginal);
    expect(correlationRemarks({ method: 'sobol', space: 'patients', marginals: independent })).toEqual([]);
  });
});
