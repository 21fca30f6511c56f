// Evidence: slow oracle (test/fixtures/stats/kaplan-meier.py, numpy 2.4.6 and scipy 1.17.1) · closed form (one step, by hand).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { kaplanMeier } from '../../../src/stats/kaplan-meier.js';
import { medianSurvival, survivalBand } from '../../../src/stats/kaplan-meier-interval.js';

interface CurveCase {
  readonly times: readonly number[];
  readonly observed: readonly number[];
  readonly level: number;
  /** time, at risk, deaths, survival, low, high. */
  readonly rows: readonly (readonly [number, number, number, number, number, number])[];
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const { curves }: { curves: readonly CurveCase[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/stats/kaplan-meier.json', import.meta.url), 'utf8'),
);

/** Two exponentials of sums over 300 steps. */
const ROUNDING = 1e-12;
const Z95 = 1.959963984540054;

describe('survivalBand', () => {
  test.each(curves.map((each) => [each.times.length, each.level, each] as const))(
    'agrees with counting for %i patients at level %f',
    (_, level, each) => {
      const band = survivalBand(kaplanMeier(each.times, each.observed), level);
      each.rows.forEach(([, , , , low, high], step) => {
        expect(Math.abs(band.low[step]! - low)).toBeLessThan(ROUNDING);
        expect(Math.abs(band.high[step]! - high)).toBeLessThan(ROUNDING);
      });
    },
  );

  test('one death of four: 0.75^exp(-+ z sqrt(1/12) / log 0.75)', () => {
    const { low, high } = survivalBand(kaplanMeier([1, 2, 2, 2], [1, 0, 0, 0]));
    const spread = (Z95 * Math.sqrt(1 / 12)) / -Math.log(0.75);
    expect(low[0]).toBeCloseTo(0.75 ** Math.exp(spread), 13);
    expect(high[0]).toBeCloseTo(0.75 ** Math.exp(-spread), 13);
  });

  test('holds the curve, lies in [0, 1] and widens with the level', () => {
    for (const { times, observed } of curves) {
      const curve = kaplanMeier(times, observed);
      const [narrow, wide] = [survivalBand(curve, 0.5), survivalBand(curve, 0.99)];
      curve.survival.forEach((alive, step) => {
        const ends = [0, wide.low[step]!, narrow.low[step]!, alive, narrow.high[step]!, wide.high[step]!, 1];
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
      });
    }
  });

  test('where nobody survives it reaches from 0 to the upper end before', () => {
    const { low, high } = survivalBand(kaplanMeier([1, 2], [1, 1]));
    expect([low[1], high[1]]).toEqual([0, high[0]]);
    expect([...survivalBand(kaplanMeier([1], [1])).high]).toEqual([1]);
  });

  test.each([0, 1, -0.5, Number.NaN])('refuses level %f', (level) => {
    expect(() => survivalBand(kaplanMeier([1], [1]), level)).toThrow(InputError);
  });
});

describe('medianSurvival', () => {
  test.each(curves.map((each) => [each.times.length, each.level, each] as const))(
    'agrees with counting for %i patients at level %f',
    (_, level, each) => {
      const { median, low, high } = medianSurvival(kaplanMeier(each.times, each.observed), level);
      expect([median, low, high]).toEqual([each.median, each.low, each.high]);
    },
  );

  test('6-mercaptopurine: 23 weeks, 13 to open', () => {
    // As textbooks and R's survival (conf.type = "log-log") give it for Freireich et al. 1963.
    const weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
    const relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
    expect(medianSurvival(kaplanMeier(weeks, relapsed))).toEqual({ median: 23, low: 13, high: null });
  });

  test('a stretch at one half gives its middle, also where the product misses one half by rounding', () => {
    expect(medianSurvival(kaplanMeier([1, 2, 5, 6], [1, 1, 1, 1])).median).toBe(3.5);
    const six = kaplanMeier([1, 2, 3, 7, 8, 9], [1, 1, 1, 1, 1, 1]);
    expect(medianSurvival(six).median).toBe(5);
    // Level to the end: no stretch to halve
    expect(medianSurvival(kaplanMeier([1, 4], [1, 0])).median).toBe(1);
  });

  test('no median where more than half survive', () => {
    expect(medianSurvival(kaplanMeier([1, 2, 3], [1, 0, 0]))).toMatchObject({ median: null, high: null });
    expect(medianSurvival(kaplanMeier([1, 2], [0, 0]))).toEqual({ median: null, low: null, high: null });
  });
});
