// Evidence: closed forms on the grid (Sobol's g function; signed effects of Morris's function), and numpy's Monte Carlo of mu* of
// Morris's function (numpy 2.4.6, test/fixtures/sensitivity/morris_mu_star.py).
import { describe, expect, it } from 'vitest';
import { elementaryEffects } from '../../../src/sensitivity/elementary-effects.js';
import { singletons } from '../../../src/sensitivity/factor-groups.js';
import { morrisDesign } from '../../../src/sensitivity/morris-design.js';
import {
  everyBlock,
  gCoefficients,
  ishigami,
  morrisFirst,
  morrisFunction,
  morrisOfW,
  morrisW,
  outputsOf,
  sobolG,
} from './test-functions.js';

const LEVELS = 4;
const STEP = 2 / 3;
const grid = [0, 1 / 3, 2 / 3, 1];
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function effectsOf(f: (x: Float64Array) => number, dimensions: number, trajectories: number, seed: string) {
  const groups = singletons(Array.from({ length: dimensions }, (_, i) => `x${i + 1}`));
  const design = morrisDesign({ trajectories, dimensions, groups, levels: LEVELS, seed, streamName: 'test' });
  return elementaryEffects(outputsOf(design.points, dimensions, f), everyBlock(trajectories), design, groups);
}

/** mu* of the g function: |change of one factor| times the means of the others over the grid. */
function gMuStar(factor: number): number {
  const part = (x: number, a: number) => (Math.abs(4 * x - 2) + a) / (1 + a);
  const own = mean(
    [0, 1 / 3].map((x) => Math.abs(part(x + STEP, gCoefficients[factor]!) - part(x, gCoefficients[factor]!)) / STEP),
  );
  return gCoefficients.reduce<number>(
    (all, a, i) => (i === factor ? all : all * mean(grid.map((x) => part(x, a)))),
    own,
  );
}

/** mu of Morris's function, which is linear in every w: mean slope of w_i times the derivative at the means of the others. */
function morrisMu(factor: number): number {
  const slope = mean([0, 1 / 3].map((x) => (morrisW(x + STEP, factor) - morrisW(x, factor)) / STEP));
  const means = Array.from({ length: 20 }, (_, i) => mean(grid.map((x) => morrisW(x, i))));
  const at = (w: number) => morrisOfW(means.map((value, i) => (i === factor ? w : value)));
  return slope * (at(1) - at(0));
}

describe('elementaryEffects', () => {
  it('of a linear function are its coefficients, without spread', () => {
    const effects = effectsOf((x) => 3 * x[0]! - 2 * x[1]!, 2, 5, '1');
    effects.forEach(({ mu, muStar, sigma }, i) => {
      expect(mu).toBeCloseTo([3, -2][i]!, 12);
      expect(muStar).toBeCloseTo([3, 2][i]!, 12);
      expect(sigma).toBeCloseTo(0, 12);
    });
  });

  it('of Sobol g hold the closed form of mu* in 95 % intervals for at least 90 % of 200 seeds', () => {
    const hits = gCoefficients.map(() => 0);
    for (let seed = 0; seed < 200; seed++) {
      effectsOf(sobolG.evaluate, 8, 60, String(seed)).forEach(({ ciLow, ciHigh, muStar }, i) => {
        const exact = gMuStar(i);
        // Steps of 2/3 fold 0 and 2/3 onto one value of |4 x - 2| up to rounding, so a factor can have one effect alone
        const rounding = 1e-12;
        if (exact >= ciLow - rounding && exact <= ciHigh + rounding) hits[i]! += 1;
        expect(muStar).toBeGreaterThanOrEqual(0);
      });
    }
    for (const count of hits) expect(count).toBeGreaterThanOrEqual(180);
  });

  it('of Morris’s function have the closed form of mu and the Monte Carlo of mu*, and tell the first ten factors from the others', () => {
    const effects = effectsOf(morrisFunction, 20, 4000, '1');
    effects.forEach(({ mu, sigma }, i) => {
      expect(Math.abs(mu! - morrisMu(i))).toBeLessThan((4 * sigma!) / Math.sqrt(4000));
    });
    const monteCarlo = { 0: 64.1924, 2: 51.2117, 7: 37.58777, 10: 5.29201 };
    for (const [factor, muStar] of Object.entries(monteCarlo)) {
      const own = effects[Number(factor)]!;
      expect(Math.abs(own.muStar - muStar)).toBeLessThan(2.2 * (own.ciHigh - own.muStar));
    }
    const [important, other] = [effects.slice(0, 10), effects.slice(10)];
    expect(Math.min(...important.map(({ muStar }) => muStar))).toBeGreaterThan(
      2 * Math.max(...other.map(({ muStar }) => muStar)),
    );
    // Factors 8 to 10 act almost additively, 1 to 6 do not
    expect(effects[7]!.sigma!).toBeLessThan(0.3 * effects[0]!.sigma!);
    expect(morrisFirst(7)).toBe(20);
  });

  it('of Ishigami have a mean of zero for x3 and more interaction than x1 has curvature alone', () => {
    const [, , third] = effectsOf(ishigami.evaluate, 3, 2000, '1');
    expect(Math.abs(third!.mu!)).toBeLessThan((4 * third!.sigma!) / Math.sqrt(2000));
    expect(third!.muStar).toBeGreaterThan(1);
  });

  it('of a group are those of its members moved together, without sign', () => {
    const groups = [{ name: 'both', members: [0, 1] }];
    const design = morrisDesign({
      trajectories: 40,
      dimensions: 2,
      groups,
      levels: LEVELS,
      seed: '1',
      streamName: 'test',
    });
    const values = outputsOf(design.points, 2, (x) => x[0]! + x[1]!);
    const [effect] = elementaryEffects(values, everyBlock(40), design, groups);
    expect(effect!.mu).toBeNull();
    // Each moves by its own sign: together 2 or 0
    expect(effect!.muStar).toBeGreaterThan(0.4);
    expect(effect!.muStar).toBeLessThan(1.6);
  });

  it('need two trajectories', () => {
    expect(() => effectsOf(ishigami.evaluate, 3, 1, '1')).toThrow('at least two whole trajectories; got 1');
  });
});

describe('morrisDesign', () => {
  const groups = singletons(['a', 'b', 'c']);
  const options = { trajectories: 50, dimensions: 3, groups, levels: 6, seed: '2', streamName: 'test' };

  it('moves each factor once in a trajectory, by the step, on the grid', () => {
    const { points, blockSize, moved, direction, step } = morrisDesign(options);
    expect(step).toBeCloseTo(0.6, 12);
    for (const value of points) expect(Math.abs(value * 5 - Math.round(value * 5))).toBeLessThan(1e-9);
    expect(Math.min(...points)).toBeGreaterThanOrEqual(-1e-12);
    expect(Math.max(...points)).toBeLessThanOrEqual(1 + 1e-12);
    for (let trajectory = 0; trajectory < 50; trajectory++) {
      const order = moved.subarray(3 * trajectory, 3 * trajectory + 3);
      expect([...order].sort()).toEqual([0, 1, 2]);
      order.forEach((group, place) => {
        const row = (trajectory * blockSize + place) * 3;
        for (let factor = 0; factor < 3; factor++) {
          const change = points[row + 3 + factor]! - points[row + factor]!;
          expect(change).toBeCloseTo(factor === group ? step * direction[3 * trajectory + place]! : 0, 12);
        }
      });
    }
  });

  it('keeps a trajectory when there are more of them', () => {
    const longer = morrisDesign({ ...options, trajectories: 60 });
    expect([...longer.points.subarray(0, 600)]).toEqual([...morrisDesign(options).points]);
  });

  it.each([
    [{ levels: 5 }, 'must be an even integer >= 2; got 5'],
    [{ trajectories: 0 }, 'must be an integer >= 1; got 0'],
    [{ groups: groups.slice(1) }, 'must hold all 3 factors; got 2'],
    [{ groups: [...groups, { name: 'again', members: [0] }] }, 'must not share a factor; dimension 0 is in a'],
    [{ groups: [...groups, { name: 'none', members: [] }] }, 'must have at least one factor; got none'],
    [{ groups: [{ name: 'far', members: [3] }] }, 'must name dimensions from 0 to 2; got 3'],
  ])('refuses %j', (change, message) => {
    expect(() => morrisDesign({ ...options, ...change })).toThrow(message);
  });
});
