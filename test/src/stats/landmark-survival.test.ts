// Evidence: by hand; leukemia remission as textbooks give it.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { kaplanMeier } from '../../../src/stats/kaplan-meier.js';
import { landmarkDifference, landmarkSurvival } from '../../../src/stats/landmark-survival.js';

const weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
const relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
const curve = kaplanMeier(weeks, relapsed);

describe('landmarkSurvival', () => {
  test('6-mercaptopurine: 0.753 with standard error 0.0963 at 10 weeks (Kalbfleisch & Prentice, table 1.1)', () => {
    const found = landmarkSurvival(curve, 10, 0.95);
    expect(found?.survival).toBeCloseTo(0.753, 3);
    expect(found?.standardError).toBeCloseTo(0.0963, 4);
    expect(found?.low).toBeLessThan(0.753);
    expect(found?.high).toBeGreaterThan(0.753);
  });

  test('before the first death it is 1 without an interval', () => {
    const none = { survival: 1, standardError: null, low: null, high: null };
    expect(landmarkSurvival(curve, 5, 0.95)).toEqual({ time: 5, ...none });
    expect(landmarkSurvival(kaplanMeier([9], [0]), 9, 0.95)).toEqual({ time: 9, ...none });
  });

  test('unknown beyond the last follow-up while patients survive, 0 where none do', () => {
    expect(landmarkSurvival(curve, 35, 0.95)).not.toBeNull();
    expect(landmarkSurvival(curve, 35.1, 0.95)).toBeNull();
    expect(landmarkSurvival(kaplanMeier([1, 2], [1, 1]), 9, 0.95)).toMatchObject({ survival: 0, standardError: null });
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses time %f', (time) => {
    expect(() => landmarkSurvival(curve, time, 0.95)).toThrow(InputError);
  });
});

describe('landmarkDifference', () => {
  const at = (time: number) => landmarkSurvival(curve, time, 0.95);

  test('has the error of both, and changes sign with the order', () => {
    const [early, late] = [at(7), at(23)];
    const found = landmarkDifference(early, late, 0.95);
    expect(found?.estimate).toBeCloseTo(early!.survival - late!.survival, 15);
    expect(found?.standardError).toBeCloseTo(Math.hypot(early!.standardError!, late!.standardError!), 15);
    expect(landmarkDifference(late, early, 0.95)?.low).toBeCloseTo(-found!.high, 15);
  });

  test('is unknown where a survival or its error is', () => {
    const none = landmarkSurvival(kaplanMeier([1], [1]), 7, 0.95);
    expect(landmarkDifference(at(5), at(7), 0.95)).toBeNull();
    expect([landmarkDifference(at(7), null, 0.95), landmarkDifference(none, at(7), 0.95)]).toEqual([null, null]);
  });
});
