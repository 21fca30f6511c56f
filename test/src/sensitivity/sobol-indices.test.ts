// Evidence: closed forms of Ishigami's and Sobol's g function, and how often intervals hold them over repeated seeds.
import { describe, expect, it } from 'vitest';
import { singletons } from '../../../src/sensitivity/factor-groups.js';
import { type SobolOrder, saltelliDesign } from '../../../src/sensitivity/saltelli-design.js';
import { sobolConvergence } from '../../../src/sensitivity/sobol-convergence.js';
import { pairsOf, sobolIndices } from '../../../src/sensitivity/sobol-indices.js';
import type { DesignKind } from '../../../src/sensitivity/unit-design.js';
import { everyBlock, ishigami, outputsOf, sobolG, type TestFunction } from './test-functions.js';

interface Analysis {
  readonly kind: DesignKind;
  readonly blocks: number;
  readonly seed: string;
  readonly order?: SobolOrder;
  readonly replicates?: number;
}

function analyse(
  { dimensions, evaluate }: TestFunction,
  { kind, blocks, seed, order = 'first', replicates = 200 }: Analysis,
) {
  const groups = singletons(Array.from({ length: dimensions }, (_, i) => `x${i + 1}`));
  const streamName = 'test';
  const { points } = saltelliDesign({ kind, blocks, dimensions, groups, order, seed, streamName });
  const values = outputsOf(points, dimensions, evaluate);
  const settings = { groups: dimensions, order, replicates, seed, streamName: 'bootstrap' };
  return { values, settings, indices: sobolIndices(values, everyBlock(blocks), settings) };
}

describe('sobolIndices', () => {
  it.each([
    ['Ishigami', ishigami],
    ['Sobol g', sobolG],
  ])('of %s are the closed forms within 0.01 on 8,192 points of a Sobol sequence', (_, f) => {
    const { indices } = analyse(f, { kind: 'sobol', blocks: 8192, seed: '1', replicates: 0 });
    f.first.forEach((exact, i) => {
      expect(Math.abs(indices!.first[i]!.value - exact)).toBeLessThan(0.01);
      expect(Math.abs(indices!.total[i]!.value - f.total[i]!)).toBeLessThan(0.01);
    });
  });

  it('of a pair of Ishigami are V13 / V for (1, 3) and 0 for the others', () => {
    const { indices } = analyse(ishigami, { kind: 'sobol', blocks: 8192, seed: '2', order: 'second', replicates: 0 });
    const exact = pairsOf(3).map(([i, j]) => (i === 0 && j === 2 ? ishigami.pair13 : 0));
    indices!.second.forEach(({ value }, pair) => {
      expect(Math.abs(value - exact[pair]!)).toBeLessThan(0.02);
    });
  });

  it.each([
    { name: 'Ishigami', f: ishigami, blocks: 512 },
    { name: 'Sobol g', f: sobolG, blocks: 256 },
  ])(
    'of $name lie in their 95 % intervals for at least 90 % of 200 seeds of independent samples',
    { tags: 'full/oracles' },
    ({ f, blocks }) => {
      const seeds = 200;
      const hits = { first: f.first.map(() => 0), total: f.total.map(() => 0) };
      for (let seed = 0; seed < seeds; seed++) {
        const { indices } = analyse(f, { kind: 'random', blocks, seed: String(seed) });
        for (const kind of ['first', 'total'] as const) {
          indices![kind].forEach(({ low, high }, i) => {
            if (low <= f[kind][i]! && f[kind][i]! <= high) hits[kind][i]! += 1;
          });
        }
      }
      // Below 180 of 200 is chance once in 500 at a coverage of 95 %
      for (const count of [...hits.first, ...hits.total]) expect(count).toBeGreaterThanOrEqual(180);
      // And not by being far too wide: some miss
      expect(Math.min(...hits.first, ...hits.total)).toBeLessThan(seeds);
    },
  );

  it.each([
    { name: 'Ishigami', f: ishigami },
    { name: 'Sobol g', f: sobolG },
  ])('of $name lie in their 95 % intervals in 90 % of cases with as few as 16 blocks', ({ f }) => {
    const seeds = 200;
    const hits = { first: 0, total: 0 };
    for (let seed = 0; seed < seeds; seed++) {
      const { indices } = analyse(f, { kind: 'random', blocks: 16, seed: String(seed), replicates: 100 });
      for (const kind of ['first', 'total'] as const) {
        hits[kind] += indices![kind].filter(({ low, high }, i) => low <= f[kind][i]! && f[kind][i]! <= high).length;
      }
    }
    const cases = seeds * f.first.length;
    expect(hits.first / cases).toBeGreaterThan(0.9);
    expect(hits.total / cases).toBeGreaterThan(0.9);
  });

  it('count the blocks in which a factor changes the output', () => {
    const step = { ...ishigami, evaluate: (x: Float64Array) => (x[0]! > 0.95 ? 1 : 0) };
    const { indices, values } = analyse(step, { kind: 'random', blocks: 64, seed: '5' });
    const differing = everyBlock(64).filter((block) => values[5 * block] !== values[5 * block + 2]).length;
    expect(differing).toBeGreaterThan(0);
    expect(indices!.changed).toEqual([differing, 0, 0]);
  });

  it('of a Sobol sequence lie in intervals that err on the wide side', () => {
    let hits = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { indices } = analyse(ishigami, { kind: 'sobol', blocks: 256, seed: String(seed) });
      ishigami.total.forEach((exact, i) => {
        const { low, high } = indices!.total[i]!;
        if (low <= exact && exact <= high) hits++;
      });
    }
    expect(hits).toBeGreaterThanOrEqual(0.95 * 300);
  });

  it('of a group are those of its members together: total 1 - S of the rest', () => {
    const groups = [
      { name: 'x1 and x3', members: [0, 2] },
      { name: 'x2', members: [1] },
    ];
    const options = {
      kind: 'sobol',
      blocks: 4096,
      dimensions: 3,
      groups,
      order: 'first',
      seed: '1',
      streamName: 'g',
    } as const;
    const { points, blockSize } = saltelliDesign(options);
    expect(blockSize).toBe(4);
    const values = outputsOf(points, 3, ishigami.evaluate);
    const indices = sobolIndices(values, everyBlock(4096), {
      groups: 2,
      order: 'first',
      replicates: 0,
      seed: '1',
      streamName: 'b',
    });
    expect(indices!.total[0]!.value).toBeCloseTo(1 - ishigami.first[1]!, 2);
    expect(indices!.first[0]!.value).toBeCloseTo(1 - ishigami.total[1]!, 2);
  });

  it('do not change when a constant is added to the output, and are null for one that is constant', () => {
    const { values, settings, indices } = analyse(sobolG, { kind: 'random', blocks: 64, seed: '3' });
    const shifted = sobolIndices(
      values.map((value) => value + 1000),
      everyBlock(64),
      settings,
    );
    // Rounding of outputs that are a thousand times as large
    shifted!.total.forEach(({ value }, i) => {
      expect(value).toBeCloseTo(indices!.total[i]!.value, 9);
    });
    expect(sobolIndices(values.fill(0.1), everyBlock(64), settings)).toBeNull();
  });

  it('need two blocks', () => {
    const { values, settings } = analyse(ishigami, { kind: 'random', blocks: 8, seed: '3' });
    expect(() => sobolIndices(values, everyBlock(1), settings)).toThrow('must have at least two whole blocks; got 1');
  });
});

describe('sobolConvergence', () => {
  it('ends with the indices of all blocks, and intervals narrow on the way', () => {
    const { values, settings, indices } = analyse(ishigami, { kind: 'sobol', blocks: 1024, seed: '4' });
    const steps = sobolConvergence(values, everyBlock(1024), settings);
    expect(steps.map(({ blocks }) => blocks)).toEqual([64, 128, 256, 512, 1024]);
    expect(steps.at(-1)!.indices).toEqual(indices);
    const [narrow, wide] = [steps.at(-1)!, steps[0]!].map((step) => {
      const { low, high } = step.indices!.total[0]!;
      return high - low;
    });
    expect(narrow).toBeLessThan(wide! / 2);
  });
});
