// Evidence: closed form (profiles of a quadratic objective: estimate ± 1.96 standard errors) · central differences.
import { describe, expect, it } from 'vitest';
import type { FitJob, FitJobResult } from '../../../calibration/fit/fit-job.js';
import {
  deathQuantities,
  type ProfiledQuantity,
  profiles,
  shapeQuantities,
} from '../../../calibration/inference/profile.js';
import type { RefitContext } from '../../../calibration/inference/refit-context.js';
import { deathProbabilityFromLogits } from '../../../src/index.js';
import { toyContext } from './toy-context.js';

const context = toyContext({ patients: 150 });
const { problem, values } = context;
const NINETY_FIVE = 1.959963984540054;

/** A runner whose objective is a formula of the level of the condition; its jobs are recorded. */
function formulaRunner(deltaObjective: (level: number) => number, essPenalty: (level: number) => number = () => 0) {
  const levels: number[] = [];
  const run: RefitContext['run'] = async (_, jobs) =>
    jobs.map(({ condition, start }: FitJob): FitJobResult => {
      if (condition !== undefined) levels.push(condition.level);
      return {
        values: Float64Array.from(start),
        objective: 7 + (condition === undefined ? 0 : deltaObjective(condition.level)),
        iterations: 1,
        converged: true,
        essPenalty: condition === undefined ? 0 : essPenalty(condition.level),
        effectiveSampleSize: 1,
        endpoints: new Float64Array(),
        standardErrors: new Float64Array(),
      };
    });
  return { run, levels };
}

/** A quantity whose condition has its value as level. */
const quantity = (range: readonly [number, number]): ProfiledQuantity => ({
  name: 'q',
  arm: null,
  valueOf: () => 2,
  gradientOf: () => [{ parameter: 0, slope: 1 }],
  conditionAt: (value) => ({ terms: [{ parameter: 0, factor: 1 }], level: value }),
  range,
});

const profileOf = async (deltaObjective: (level: number) => number, range: readonly [number, number]) => {
  const { run, levels } = formulaRunner(deltaObjective);
  const [profile] = await profiles({ ...context, run }, [quantity(range)]);
  return { profile: profile!, levels };
};

describe('profiles', () => {
  it.each([0.02, 0.1, 0.4])('of a quadratic objective end 1.96 standard errors away: %d', async (error) => {
    const { profile } = await profileOf((level) => ((level - 2) / error) ** 2 / 2, [-10, 14]);
    expect(profile).toMatchObject({ name: 'q', level: 0.95, estimate: 2 });
    expect(profile.low).toBeCloseTo(2 - NINETY_FIVE * error, 9);
    expect(profile.high).toBeCloseTo(2 + NINETY_FIVE * error, 9);
  });

  it('of an objective that is steeper on one side end at different distances', async () => {
    const error = (level: number) => (level < 2 ? 0.05 : 0.1);
    const { profile } = await profileOf((level) => ((level - 2) / error(level)) ** 2 / 2, [-10, 14]);
    expect(profile.low).toBeCloseTo(2 - NINETY_FIVE * 0.05, 9);
    expect(profile.high).toBeCloseTo(2 + NINETY_FIVE * 0.1, 9);
  });

  it('are unbounded where the increase is not reached within the bounds', async () => {
    const { profile, levels } = await profileOf((level) => (level < 2 ? 1.9 : ((level - 2) / 3) ** 2 / 2), [-1, 14]);
    expect(profile.low).toBeNull();
    expect(Math.min(...levels)).toBeCloseTo(-1, 12);
    // Beyond the first points of some standard errors, and still found
    expect(profile.high).toBeCloseTo(2 + NINETY_FIVE * 3, 9);
    expect(profile.points.map(({ value }) => value)).toEqual(
      profile.points.map(({ value }) => value).sort((a, b) => a - b),
    );
  });

  it('have no points beyond the bounds, even with the estimate at one of them', async () => {
    const { profile, levels } = await profileOf((level) => ((level - 2) / 0.1) ** 2 / 2, [2, 2.05]);
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...levels)).toBe(2.05);
    expect([profile.low, profile.high]).toEqual([null, null]);
  });

  it('report where the effective sample size was too small', async () => {
    const { run } = formulaRunner(
      (level) => ((level - 2) / 0.1) ** 2 / 2,
      (level) => (level > 2.1 ? 3 : 0),
    );
    const [profile] = await profiles({ ...context, run }, [quantity([-10, 14])]);
    for (const { value, penalty_active: penaltyActive } of profile!.points) expect(penaltyActive).toBe(value > 2.1);
  });

  it('of the toy have bounded intervals around the estimate, increase on both sides, and fix their quantity', async () => {
    const all = deathQuantities(problem);
    const [mu, sigma] = await profiles(context, all.slice(0, 2));
    for (const profile of [mu!, sigma!]) {
      expect(profile.arm).toBe('control');
      if (profile.low !== null) expect(profile.low).toBeLessThan(profile.estimate);
      if (profile.high !== null) expect(profile.high).toBeGreaterThan(profile.estimate);
      // To the tolerance of the fits
      for (const { delta_objective: deltaObjective } of profile.points) expect(deltaObjective).toBeGreaterThan(-1e-3);
    }
  });
});

describe('deathQuantities', () => {
  const quantities = deathQuantities(problem);

  it('are mu and sigma of every death function', () => {
    expect(quantities.map(({ name, arm }) => `${name} ${arm}`)).toEqual([
      'mu control',
      'sigma control',
      'mu treated',
      'sigma treated',
    ]);
    const { problem: one } = toyContext({ patients: 50, settings: { deathShared: true } });
    expect(deathQuantities(one).map(({ name, arm }) => `${name} ${arm}`)).toEqual(['mu null', 'sigma null']);
  });

  it('have the derivatives of their values', () => {
    const step = 1e-6;
    for (const { valueOf: valueAt, gradientOf } of quantities) {
      const gradient = gradientOf(values);
      values.forEach((_, parameter) => {
        const [above, below] = [step, -step].map((shift) =>
          valueAt(values.map((value, k) => (k === parameter ? value + shift : value))),
        );
        const difference = (above! - below!) / (2 * step);
        const slope = gradient.find((each) => each.parameter === parameter)?.slope ?? 0;
        expect(Math.abs(slope - difference)).toBeLessThan(1e-7);
      });
    }
  });

  it('are constant under their condition', () => {
    for (const { name, valueOf: valueAt, conditionAt } of quantities) {
      for (const wanted of [0.7, 1, 1.4, 2].map((value) => (name === 'mu' ? value : value / 5))) {
        const { terms, level } = conditionAt(wanted);
        const last = terms.at(-1)!;
        const moved = [...values];
        const rest = terms.slice(0, -1).reduce((sum, { parameter, factor }) => sum + factor * moved[parameter]!, 0);
        moved[last.parameter] = (level - rest) / last.factor;
        expect(valueAt(moved)).toBeCloseTo(wanted, 10);
      }
    }
  });

  it('range over the values within the bounds of the two logits', () => {
    const [low, high] = quantities[0]!.range;
    const [zero, one] = problem.parameters.filter(({ name }) => name.startsWith('control: logit'));
    for (let i = 0; i <= 10; i++) {
      for (let j = 0; j <= 10; j++) {
        const { mu } = deathProbabilityFromLogits(
          zero!.lower + (i / 10) * (zero!.upper - zero!.lower),
          one!.lower + (j / 10) * (one!.upper - one!.lower),
        );
        expect(mu).toBeGreaterThanOrEqual(low - 1e-12);
        expect(mu).toBeLessThanOrEqual(high + 1e-12);
      }
    }
  });

  it('can be fixed at the ends of their range, where the bounds leave a single point', async () => {
    const jobs = quantities.slice(0, 2).flatMap(({ range, conditionAt }) =>
      range.map(
        (value): FitJob => ({
          pool: context.pool,
          problem,
          start: values,
          maxIterations: 30,
          tolerance: 1e-4,
          condition: conditionAt(value),
        }),
      ),
    );
    const results = await context.run('ends', jobs);
    results.forEach(({ objective, values: reached }, index) => {
      expect(Number.isFinite(objective)).toBe(true);
      problem.parameters.forEach(({ lower, upper }, k) => {
        expect(reached[k]).toBeGreaterThan(lower - 1e-6);
        expect(reached[k]).toBeLessThan(upper + 1e-6);
      });
      const { range, valueOf: valueAt } = quantities[Math.floor(index / 2)]!;
      expect(valueAt(reached)).toBeCloseTo(range[index % 2]!, 8);
    });
  });
});

describe('shapeQuantities', () => {
  it('are the free shapes, within their bounds', () => {
    const quantities = shapeQuantities(problem);
    expect(quantities.map(({ name }) => name)).toEqual([
      'alpha of response',
      'beta of response',
      'alpha of growth',
      'beta of growth',
    ]);
    const [first] = quantities;
    expect(first!.valueOf(values)).toBeCloseTo(3, 12);
    expect(first!.gradientOf(values)).toEqual([{ parameter: 0, slope: expect.closeTo(3, 12) }]);
    expect(first!.conditionAt(2)).toEqual({ terms: [{ parameter: 0, factor: 1 }], level: Math.log(2) });
    expect(first!.range).toEqual([3 * Math.exp(-1.5), 3 * Math.exp(1.5)].map((value) => expect.closeTo(value, 12)));
  });
});
