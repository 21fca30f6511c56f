// Evidence: closed form (no censoring, textbook curve) · slow oracle (counting in numpy, test/fixtures/stats/kaplan-meier.py).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { kaplanMeier, survivalAt } from '../../../src/stats/kaplan-meier.js';

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

/** Products of up to 300 fractions. */
const ROUNDING = 1e-13;

/** Remission of 21 patients under 6-mercaptopurine, weeks (Freireich et al. 1963, doi:10.1182/blood.V21.6.699.699). */
const weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
const relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];

describe('kaplanMeier', () => {
  test('gives the curve of the 6-mercaptopurine patients by hand', () => {
    const curve = kaplanMeier(weeks, relapsed);
    expect(curve.n).toBe(21);
    expect([...curve.times]).toEqual([6, 7, 10, 13, 16, 22, 23]);
    expect([...curve.atRisk]).toEqual([21, 17, 15, 12, 11, 7, 6]);
    expect([...curve.deaths]).toEqual([3, 1, 1, 1, 1, 1, 1]);
    const byHand = [18 / 21, 16 / 17, 14 / 15, 11 / 12, 10 / 11, 6 / 7, 5 / 6];
    byHand.reduce((alive, factor, step) => {
      expect(curve.survival[step]).toBeCloseTo(alive * factor, 14);
      return alive * factor;
    }, 1);
    // Greenwood at week 6: 3 / (21 x 18); at week 7: + 1 / (17 x 16)
    expect(curve.logVariance[1]).toBeCloseTo(3 / 378 + 1 / 272, 15);
  });

  test.each(curves.map((each) => [each.times.length, each] as const))(
    'agrees with counting for %i patients',
    (_, each) => {
      const curve = kaplanMeier(each.times, each.observed);
      expect([...curve.times]).toEqual(each.rows.map(([time]) => time));
      expect([...curve.atRisk]).toEqual(each.rows.map(([, atRisk]) => atRisk));
      expect([...curve.deaths]).toEqual(each.rows.map(([, , deaths]) => deaths));
      each.rows.forEach(([, , , alive], step) => {
        expect(Math.abs(curve.survival[step]! - alive)).toBeLessThan(ROUNDING);
      });
    },
  );

  test('without censoring it is the share of longer times', () => {
    const times = [5, 1, 3, 3, 8, 2, 3, 9];
    const curve = kaplanMeier(times, new Uint8Array(8).fill(1));
    for (const time of [0, 0.5, 1, 2.9, 3, 8.5, 9, 100]) {
      expect(survivalAt(curve, time)).toBeCloseTo(times.filter((other) => other > time).length / 8, 14);
    }
    expect(curve.survival.at(-1)).toBe(0);
  });

  test('never increases, and does not depend on the order of the patients', () => {
    for (const { times, observed } of curves) {
      const curve = kaplanMeier(times, observed);
      curve.survival.forEach((alive, step) => {
        expect(alive).toBeLessThan(step === 0 ? 1 : curve.survival[step - 1]!);
      });
      expect(kaplanMeier([...times].reverse(), [...observed].reverse())).toEqual(curve);
    }
  });

  test('deaths come before censorings at one time', () => {
    expect([...kaplanMeier([4, 4], [0, 1]).survival]).toEqual([0.5]);
    expect([...kaplanMeier([4, 4.5], [0, 1]).survival]).toEqual([0]);
  });

  test('nobody dies: no step, survival 1; death at time 0 is a step at 0', () => {
    const curve = kaplanMeier([1, 2, 2], [0, 0, 0]);
    expect([curve.times.length, survivalAt(curve, 5)]).toEqual([0, 1]);
    expect(survivalAt(kaplanMeier([0, 2], [1, 0]), 0)).toBe(0.5);
    expect([...kaplanMeier([3], [1]).survival]).toEqual([0]);
  });

  test.each([
    ['nobody', [], [], 'kaplanMeier.times: must hold one patient at least; got none'],
    ['a flag too few', [1, 2], [1], 'kaplanMeier.observed: must hold 2 flags, one per time; got 1'],
    ['a negative time', [1, -2], [1, 1], 'kaplanMeier.times[1]: must be finite and >= 0; got -2'],
    ['a time that is no number', [Number.NaN], [1], 'kaplanMeier.times[0]: must be finite and >= 0; got NaN'],
    ['an endless time', [Number.POSITIVE_INFINITY], [0], 'kaplanMeier.times[0]: must be finite and >= 0; got Infinity'],
    ['a flag of 2', [1, 2], [1, 2], 'kaplanMeier.observed[1]: must be 0 or 1; got 2'],
  ])('refuses %s', (_, times, observed, message) => {
    expect(() => kaplanMeier(times, observed)).toThrow(new InputError(message));
  });

  test('survivalAt refuses a time that is no number', () => {
    expect(() => survivalAt(kaplanMeier([1], [1]), Number.NaN)).toThrow(InputError);
  });
});
