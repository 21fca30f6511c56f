// Evidence: closed form (exponential growth, constant burden).
import { describe, expect, test } from 'vitest';
import { type DeathCourse, deathCovariateInto, LEAST_BURDEN, MOST_GROWTH } from '../../../src/index.js';

const MONTH = 30.4375;
/** Differences of logarithms over a day, in months. */
const ROUNDING = 1e-12;
const never = { visits: [], progressionDay: Number.POSITIVE_INFINITY };

function covariate(kind: Parameters<typeof deathCovariateInto>[0], course: DeathCourse): number[] {
  const values = new Float64Array(course.burden.length);
  deathCovariateInto(kind, course, values);
  return [...values];
}

describe('deathCovariateInto', () => {
  test('burden is chi itself', () => {
    expect(covariate('burden', { burden: [0, 0.25, 1.5], ...never })).toEqual([0, 0.25, 1.5]);
  });

  test('log-burden is 0 at a tenth, 1 at the capacity, and that of the least burden for a tumor that is gone', () => {
    const values = covariate('log-burden', { burden: [0.1, 1, 10, 0, LEAST_BURDEN / 2, LEAST_BURDEN], ...never });
    for (const [index, expected] of [0, 1, 2, -2, -2, -2].entries()) expect(values[index]).toBeCloseTo(expected, 12);
  });

  test('growth-rate of an exponential course is its rate a month on every day, whatever the visits', () => {
    for (const rate of [-0.4, 0, 0.7]) {
      const burden = Array.from({ length: 200 }, (_, day) => 0.2 * Math.exp((rate * day) / MONTH));
      for (const visits of [[], [56, 112, 168], [1, 2, 3]]) {
        for (const value of covariate('growth-rate', { burden, visits, progressionDay: 56 })) {
          expect(Math.abs(value - rate)).toBeLessThan(1e3 * ROUNDING);
        }
      }
    }
  });

  test('growth-rate is measured from the last visit before the day; a visit still has that since the one before it', () => {
    // Doubles within four days, then stays
    const burden = [1, 2 ** 0.25, 2 ** 0.5, 2 ** 0.75, 2, 2, 2, 2].map((chi) => chi / 20);
    const rate = (Math.LN2 / 4) * MONTH;
    const expected = [3, 3, 3, 3, 3, 0, 0, 0];
    const values = covariate('growth-rate', { burden, visits: [4], progressionDay: Number.POSITIVE_INFINITY });
    expect(rate).toBeGreaterThan(MOST_GROWTH);
    for (const [day, value] of expected.entries()) expect(values[day]).toBeCloseTo(value, 12);
    const later = covariate('growth-rate', { burden, visits: [2], progressionDay: Number.POSITIVE_INFINITY });
    expect(later[7]).toBeCloseTo(Math.min(((Math.LN2 / 2) * MONTH) / 5, MOST_GROWTH), 12);
  });

  test('growth-rate lies within its limits, and is 0 for a tumor that is gone', () => {
    const values = covariate('growth-rate', { burden: [0.5, 0, 0, 0, 0.9], visits: [1, 2], progressionDay: 4 });
    expect(values).toEqual([-MOST_GROWTH, -MOST_GROWTH, 0, 0, MOST_GROWTH]);
  });

  test('progression is 1 from the visit that shows it', () => {
    const burden = [1, 1, 1, 1];
    expect(covariate('progression', { burden, visits: [2], progressionDay: 2 })).toEqual([0, 0, 1, 1]);
    expect(covariate('progression', { burden, ...never })).toEqual([0, 0, 0, 0]);
  });
});
