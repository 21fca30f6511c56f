// Evidence: numpy 2.4.6 and scipy 1.17.1 (residuals of ranks by lstsq, then pearsonr) on numbers of a written generator; a closed form
// (sum of two uniforms); coverage over seeds.
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../src/random/streams.js';
import { partialRankCorrelations } from '../../../src/sensitivity/partial-rank-correlation.js';
import { unitDesign } from '../../../src/sensitivity/unit-design.js';
import { correlationInference } from '../../../src/stats/pearson.js';
import { congruentialColumns, rankExample } from '../stats/congruential-numbers.js';
import { ishigami } from './test-functions.js';

const ROUNDING = 1e-10;
const uniformColumns = (seed: number, k: number, n: number) => {
  const stream = randomStream({ seed: String(seed), streamName: 'test', index: 0 });
  return Array.from({ length: k }, () => Float64Array.from({ length: n }, stream));
};

describe('partialRankCorrelations', () => {
  it('agree with numpy and scipy on 40 samples of four inputs, p with the inputs that are kept fixed', () => {
    const columns = congruentialColumns(4, 40);
    const [coefficients] = partialRankCorrelations(columns, [rankExample(columns)]);
    const expected = [
      [0.9905788516958339, 8.12171420601117e-32],
      [-0.7919634952959408, 5.2731603470181265e-9],
      [0.3853988147627304, 0.018490830263895926],
      [-0.21574235414800036, 0.19969086643044012],
    ] as const;
    expected.forEach(([prcc, p], i) => {
      expect(Math.abs(coefficients![i]! - prcc)).toBeLessThan(ROUNDING);
      const inference = correlationInference({ r: coefficients![i]!, n: 40, controlled: 3 });
      expect(Math.abs(inference.p / p - 1)).toBeLessThan(1e-7);
    });
  });

  it('do not change when output or inputs are transformed by rising functions', () => {
    const columns = congruentialColumns(3, 50);
    const y = columns[0]!.map((x, row) => x - 2 * columns[1]![row]! * x);
    const [plain] = partialRankCorrelations(columns, [y]);
    const [bent] = partialRankCorrelations(
      columns.map((x) => x.map(Math.exp)),
      [y.map((value) => value ** 3)],
    );
    expect([...bent!]).toEqual([...plain!]);
  });

  it('of x1 + x2 are 0.7 / sqrt(1 - 0.7^2), where 0.7 is the rank correlation of a uniform with the sum of two', () => {
    const design = unitDesign({ kind: 'sobol', points: 4096, dimensions: 2, seed: '1', streamName: 'test' });
    const columns = [0, 1].map((j) => Float64Array.from({ length: 4096 }, (_, i) => design[2 * i + j]!));
    const [coefficients] = partialRankCorrelations(columns, [columns[0]!.map((x, row) => x + columns[1]![row]!)]);
    for (const prcc of coefficients!) expect(prcc).toBeCloseTo(0.7 / Math.sqrt(0.51), 3);
  });

  it('of x2 and x3 of Ishigami are 0 by symmetry, and Fisher intervals hold that for 90 to 99.5 % of 400 seeds', () => {
    const hits = [0, 0];
    for (let seed = 0; seed < 400; seed++) {
      const columns = uniformColumns(seed, 3, 100);
      const y = columns[0]!.map((_, row) => ishigami.evaluate(Float64Array.from(columns, (x) => x[row]!)));
      const [coefficients] = partialRankCorrelations(columns, [y]);
      hits.forEach((_, i) => {
        const { ciLow, ciHigh } = correlationInference({ r: coefficients![i + 1]!, n: 100, controlled: 2 });
        if (ciLow <= 0 && 0 <= ciHigh) hits[i]! += 1;
      });
    }
    for (const count of hits) {
      expect(count).toBeGreaterThanOrEqual(360);
      expect(count).toBeLessThanOrEqual(398);
    }
  });

  it('are null for an output that does not vary, next to one that does', () => {
    const columns = congruentialColumns(2, 20);
    const [constant, own] = partialRankCorrelations(columns, [new Float64Array(20).fill(3), columns[0]!]);
    expect(constant).toBeNull();
    expect(own![0]).toBeCloseTo(1, 12);
  });

  it('refuse too few samples, constant inputs and inputs of one order', () => {
    const columns = congruentialColumns(3, 6);
    expect(() => partialRankCorrelations(columns, [columns[0]!])).toThrow('at least 7 samples for 3 inputs; got 6');
    const [x = new Float64Array()] = congruentialColumns(1, 10);
    expect(() => partialRankCorrelations([x, new Float64Array(10)], [x])).toThrow(
      'input 1 must have 10 values that vary',
    );
    expect(() => partialRankCorrelations([x, x.map((v) => 2 * v)], [x])).toThrow(
      'must not be linear functions of each other',
    );
  });
});
