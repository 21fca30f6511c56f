import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { gaussLegendre } from '../../../src/numerics/gauss-legendre.js';
import { randomStream } from '../../../src/random/streams.js';
import {
  atDay,
  cohortSurvival,
  type DeathProbabilityMixture,
  eachSurvival,
  medianStandardErrorDays,
  medianSurvivalDays,
} from '../../../src/simulation/cohort-survival.js';
import { type DeathProbability, dailyDeathProbability } from '../../../src/simulation/death-probability.js';

/** Sums of a few hundred rounded logarithms. */
const ROUNDING = 1e-12;

const shape: DeathProbability = { mu: 0.8, sigma: 0.1 };
const point = (only: DeathProbability): DeathProbabilityMixture => [{ shape: only, weight: 1 }];

function survivalOf(burden: readonly (readonly number[])[], mixture: DeathProbabilityMixture): number[][] {
  const curves: number[][] = [];
  eachSurvival(Float32Array.from(burden.flat()), burden[0]!.length, mixture, (patient, survival) => {
    curves[patient] = [...survival];
  });
  return curves;
}

/** Largest difference between two sets of curves. */
function apart(curves: readonly (readonly number[])[], expected: readonly (readonly number[])[]): number {
  expect(curves.map((curve) => curve.length)).toEqual(expected.map((curve) => curve.length));
  return Math.max(
    ...curves.flatMap((curve, patient) => curve.map((alive, day) => Math.abs(alive - expected[patient]![day]!))),
  );
}

function randomBurden(patients: number, days: number): number[][] {
  const next = randomStream({ seed: '0', streamName: 'random burden', index: 0 });
  return Array.from({ length: patients }, () => Array.from({ length: days }, () => Math.fround(1.2 * next())));
}

describe('eachSurvival', () => {
  test('constant burden: S(t) = (1 - P)^t (closed form)', () => {
    const chi = Math.fround(0.55);
    const curves = survivalOf([Array.from({ length: 366 }, () => chi)], point(shape));
    const p = dailyDeathProbability(chi, shape);
    const expected = Array.from({ length: 366 }, (_, day) => (1 - p) ** day);
    expect(apart(curves, [expected])).toBeLessThan(ROUNDING);
  });

  test('equals adding up all courses of six daily Bernoulli trials, death by death (slow oracle)', () => {
    for (const burden of randomBurden(5, 7)) {
      const curves = survivalOf([burden], point(shape));
      const deaths = burden.map((chi) => dailyDeathProbability(chi, shape));
      const alive = new Array<number>(7).fill(0);
      for (let course = 0; course < 2 ** 6; course++) {
        const outcomes = Array.from({ length: 6 }, (_, day) => ((course >> day) & 1) === 1);
        const probability = outcomes.reduce(
          (product, dies, day) => product * (dies ? deaths[day]! : 1 - deaths[day]!),
          1,
        );
        const firstDeath = outcomes.indexOf(true);
        for (let day = 0; day < 7; day++) if (firstDeath < 0 || day <= firstDeath) alive[day]! += probability;
      }
      expect(apart(curves, [alive])).toBeLessThan(ROUNDING);
    }
  });

  test('everybody is alive on day 0, whatever the burden', () => {
    expect(survivalOf([[50, 50, 50]], point(shape))[0]![0]).toBe(1);
  });

  test('the burden of the last day has no part in the curve', () => {
    expect(survivalOf([[0.2, 0.3, 9]], point(shape))).toEqual(survivalOf([[0.2, 0.3, 0]], point(shape)));
  });

  test('never increases, and stays in [0, 1]', () => {
    const wide: DeathProbabilityMixture = gaussLegendre(5).map(({ node, weight }) => ({
      shape: { mu: 0.6 + 0.3 * node, sigma: 0.05 },
      weight,
    }));
    for (const curve of survivalOf(randomBurden(20, 200), wide)) {
      for (let day = 1; day < curve.length; day++) expect(curve[day]!).toBeLessThanOrEqual(curve[day - 1]!);
      expect(curve.at(-1)!).toBeGreaterThanOrEqual(0);
    }
  });

  test('a mixture is the weighted mean of its curves, not the curve of the mean shape', () => {
    const burden = randomBurden(3, 60);
    const [low, high]: DeathProbability[] = [
      { mu: 0.6, sigma: 0.1 },
      { mu: 1.2, sigma: 0.1 },
    ];
    const mixed = survivalOf(burden, [
      { shape: low!, weight: 0.25 },
      { shape: high!, weight: 0.75 },
    ]);
    const [a, b] = [survivalOf(burden, point(low!)), survivalOf(burden, point(high!))];
    const mean = a.map((curve, patient) => curve.map((alive, day) => 0.25 * alive + 0.75 * b[patient]![day]!));
    expect(apart(mixed, mean)).toBeLessThan(ROUNDING);
  });

  test('a uniform range of mu agrees with a fine midpoint sum (slow oracle)', () => {
    const burden = randomBurden(2, 90);
    const range = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        shape: { mu: 0.7 + (0.4 * (index + 0.5)) / count, sigma: 0.12 },
        weight: 1 / count,
      }));
    const quadrature = gaussLegendre(12).map(({ node, weight }) => ({
      shape: { mu: 0.9 + 0.2 * node, sigma: 0.12 },
      weight,
    }));
    const [fine, few] = [survivalOf(burden, range(2000)), survivalOf(burden, quadrature)];
    // The midpoint sum errs by (0.4 / 2000 / 0.12)^2 / 24 = 1e-7 of the curve's second derivative.
    expect(apart(few, fine)).toBeLessThan(1e-5);
  });

  test.each([
    ['gentle', 0.1],
    ['steep', 1e-3],
    ['so steep that odds overflow', 1e-5],
  ])("shapes that share sigma, %s, are each other's equals: the mean of the curves of each alone", (_name, sigma) => {
    const shapes = [0.2, 0.5, 0.9].map((mu) => ({ mu, sigma }));
    const burden = randomBurden(5, 30);
    const alone = shapes.map((each) => survivalOf(burden, point(each)));
    const expected = burden.map((row, patient) =>
      row.map((_, day) => alone.reduce((sum, curves) => sum + curves[patient]![day]! / 3, 0)),
    );
    const together = survivalOf(
      burden,
      shapes.map((each) => ({ shape: each, weight: 1 / 3 })),
    );
    expect(apart(together, expected)).toBeLessThan(ROUNDING);
  });

  test('a certain death ends the curve at zero, an impossible one keeps it at one, without NaN', () => {
    expect(survivalOf([[1e6, 1e6, 1e6]], point(shape))[0]).toEqual([1, 0, 0]);
    expect(survivalOf([[-1e6, -1e6, -1e6]], point(shape))[0]).toEqual([1, 1, 1]);
  });

  test('no patient, no visit', () => {
    const visited: number[] = [];
    eachSurvival(new Float32Array(0), 366, point(shape), (patient) => visited.push(patient));
    expect(visited).toEqual([]);
  });
});

describe('cohortSurvival', () => {
  const burden = randomBurden(6, 40);
  const flat = Float32Array.from(burden.flat());
  const curves = survivalOf(burden, point(shape));

  test('is the mean over the patients, with the standard error of that mean (slow oracle)', () => {
    const { alive, standardError, patients } = cohortSurvival(flat, 40, point(shape), new Uint8Array(6).fill(1));
    expect(patients).toBe(6);
    for (let day = 0; day < 40; day++) {
      const values = curves.map((curve) => curve[day]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / 6;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 5;
      expect(Math.abs(alive[day]! - mean)).toBeLessThan(ROUNDING);
      expect(Math.abs(standardError[day]! - Math.sqrt(variance / 6))).toBeLessThan(ROUNDING);
    }
  });

  test('patients that are not included have no part in it', () => {
    const some = cohortSurvival(flat, 40, point(shape), Uint8Array.of(0, 1, 0, 2, 1, 0));
    const alone = cohortSurvival(
      Float32Array.from([1, 3, 4].flatMap((row) => burden[row]!)),
      40,
      point(shape),
      Uint8Array.of(1, 1, 1),
    );
    expect(some).toEqual(alone);
    expect(some.patients).toBe(3);
  });

  test('equal patients have one curve and no standard error, exactly', () => {
    const same = Float32Array.from([burden[0]!, burden[0]!, burden[0]!].flat());
    const { alive, standardError } = cohortSurvival(same, 40, point(shape), Uint8Array.of(1, 1, 1));
    expect([...alive]).toEqual(curves[0]);
    expect(new Set(standardError)).toEqual(new Set([0]));
  });

  test('one patient has a curve and no standard error', () => {
    const { standardError, patients } = cohortSurvival(flat, 40, point(shape), Uint8Array.of(0, 0, 0, 0, 0, 1));
    expect(patients).toBe(1);
    expect(new Set(standardError)).toEqual(new Set([0]));
  });

  test('never increases', () => {
    const { alive } = cohortSurvival(flat, 40, point(shape), new Uint8Array(6).fill(1));
    for (let day = 1; day < 40; day++) expect(alive[day]!).toBeLessThanOrEqual(alive[day - 1]!);
  });

  test('without a completed patient it is refused', () => {
    expect(() => cohortSurvival(flat, 40, point(shape), new Uint8Array(6))).toThrow(InputError);
    expect(() => cohortSurvival(new Float32Array(0), 40, point(shape), new Uint8Array(0))).toThrow(
      'cohort survival: requires at least one completed patient; got none',
    );
  });
});

describe('atDay', () => {
  const curve = Float64Array.of(1, 0.8, 0.2);

  test('is the curve on whole days and linear between them', () => {
    expect([0, 1, 2].map((day) => atDay(curve, day))).toEqual([1, 0.8, 0.2]);
    expect(atDay(curve, 0.25)).toBeCloseTo(0.95, 15);
    expect(atDay(curve, 1.5)).toBeCloseTo(0.5, 15);
  });

  test.each([-0.1, 2.0001, 3, Number.NaN, Number.POSITIVE_INFINITY])('has no value at day %d', (day) => {
    expect(atDay(curve, day)).toBeUndefined();
  });

  test('an empty curve has no value', () => {
    expect(atDay(new Float64Array(0), 0)).toBeUndefined();
  });
});

describe('medianSurvivalDays', () => {
  test.each<[number[], number | null]>([
    [[1, 0.75, 0.25], 1.5],
    [[1, 0.9, 0.6, 0.1], 2.2],
    [[1, 0.5, 0.2], 1],
    [[1, 0.5, 0.5, 0.2], 1],
    [[1, 0], 0.5],
    [[1, 0.9, 0.51], null],
    [[1], null],
    [[], null],
  ])('of %j is %s days', (alive, expected) => {
    const median = medianSurvivalDays(Float64Array.from(alive));
    if (expected === null) expect(median).toBeNull();
    else expect(median).toBeCloseTo(expected, 14);
  });

  test('the curve is one half there', () => {
    const [curve] = survivalOf(randomBurden(1, 120), point({ mu: 1, sigma: 0.15 }));
    const alive = Float64Array.from(curve!);
    expect(atDay(alive, medianSurvivalDays(alive)!)).toBeCloseTo(0.5, 13);
  });

  test('constant hazard: within half a day of log 2 / hazard (closed form)', () => {
    const chi = Math.fround(0.4);
    const [curve] = survivalOf([Array.from({ length: 366 }, () => chi)], point(shape));
    const hazard = -Math.log1p(-dailyDeathProbability(chi, shape));
    // Linear interpolation of an exponential errs by hazard / 8 of a day at most.
    expect(Math.abs(medianSurvivalDays(Float64Array.from(curve!))! - Math.LN2 / hazard)).toBeLessThan(hazard / 8);
  });
});

describe('medianStandardErrorDays', () => {
  const of = (alive: number[], standardError: number[]) =>
    medianStandardErrorDays({
      alive: Float64Array.from(alive),
      standardError: Float64Array.from(standardError),
      patients: 9,
    });

  test('is the error of the curve over its slope at the median (closed form)', () => {
    // Median 1.5: error (0.04 + 0.02) / 2 there, slope 0.5 a day.
    expect(of([1, 0.75, 0.25], [0, 0.04, 0.02])).toBeCloseTo(0.03 / 0.5, 14);
  });

  test('a median on a whole day takes the slope before it', () => {
    expect(of([1, 0.5, 0.4], [0, 0.02, 0.02])).toBeCloseTo(0.02 / 0.5, 14);
  });

  test('without a median there is none', () => {
    expect(of([1, 0.9], [0, 0.1])).toBeNull();
  });
});
