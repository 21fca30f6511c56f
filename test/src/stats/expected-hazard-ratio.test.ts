// Evidence: closed forms (proportional hazards; the ratio of two constant hazards with follow-up to one day; all events on one day)
// and an independent tool (test/fixtures/stats/expected-hazard-ratio.R: R 4.2.2, survival 3.5-3).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectedHazardRatio, logHazardRatioError } from '../../../src/stats/expected-hazard-ratio.js';

const HORIZON = 360;
const curveOf = (alive: (day: number) => number, days = HORIZON) =>
  Float64Array.from({ length: days + 1 }, (_, day) => alive(day));

/** Grouping by days moves the ratio of constant hazards by a twelfth of the difference of their squares per day. */
const GROUPED = 1e-5;

interface CaseOfR {
  readonly a: keyof typeof curves;
  readonly b: keyof typeof curves;
  readonly patients: readonly [number, number];
  readonly until: number;
  readonly logRatio: number;
  readonly standardError: number;
}

/** The curves of the R program. */
const curves = {
  constant: curveOf((day) => Math.exp(-0.0045 * day)),
  falling: curveOf((day) => Math.exp(-0.3 * (day / 30) ** 0.7)),
  visits: curveOf((day) => Math.exp(-0.0015 * day) * 0.7 ** Math.floor(day / 56)),
  late_visits: curveOf((day) => Math.exp(-0.001 * day) * 0.78 ** Math.floor(day / 56)),
};
const cases = JSON.parse(
  readFileSync(new URL('../../fixtures/stats/expected-hazard-ratio.json', import.meta.url), 'utf8'),
) as CaseOfR[];

/** Numbers of patients are whole in R: half a patient of 60,000 on a day. */
const WHOLE_PATIENTS = 1e-4;

describe('expectedHazardRatio(a, b)', () => {
  test.each([
    [0.004, 0.006],
    [0.02, 0.005],
    [0.003, 0.003],
  ])('is the ratio of two constant hazards, %d and %d', (first, second) => {
    const { hazardRatio } = expectedHazardRatio(
      curveOf((day) => Math.exp(-first * day)),
      curveOf((day) => Math.exp(-second * day)),
      { a: 2, b: 1 },
      200,
    );
    expect(Math.abs(hazardRatio / (first / second) - 1)).toBeLessThan(
      Math.max(GROUPED, (first ** 2 + second ** 2) / 10),
    );
  });

  test('is theta where one curve is the other to the power theta', () => {
    const { hazardRatio } = expectedHazardRatio(
      curves.falling.map((alive) => alive ** 0.61),
      curves.falling,
    );
    expect(Math.abs(hazardRatio - 0.61)).toBeLessThan(1e-4);
  });

  test('has the information of two equal arms: a quarter of the share with an event', () => {
    const expected = expectedHazardRatio(curves.constant, curves.constant);
    const events = 1 - Math.exp(-0.0045 * HORIZON);
    expect(expected.hazardRatio).toBeCloseTo(1, 9);
    expect(expected.informationPerPatient).toBeCloseTo(events / 4, 9);
    expect(logHazardRatioError(expected, 400)).toBeCloseTo(1 / Math.sqrt((400 * events) / 4), 9);
  });

  test('with shares s and 1 - s of equal arms: s (1 - s) times that share', () => {
    const { informationPerPatient } = expectedHazardRatio(curves.visits, curves.visits, { a: 1, b: 4 });
    expect(informationPerPatient).toBeCloseTo(0.2 * 0.8 * (1 - curves.visits[HORIZON]!), 9);
  });

  test('is 1 where everybody has the event on one day', () => {
    expect(expectedHazardRatio([1, 0], [1, 0]).hazardRatio).toBeCloseTo(1, 9);
  });

  test.each(cases)(
    'is that of R: $a against $b until day $until',
    ({ a, b, patients, until, logRatio, standardError }) => {
      const expected = expectedHazardRatio(curves[a], curves[b], { a: patients[0], b: patients[1] }, until);
      expect(Math.abs(Math.log(expected.hazardRatio) - logRatio)).toBeLessThan(WHOLE_PATIENTS);
      const ratio = logHazardRatioError(expected, patients[0] + patients[1]) / standardError;
      expect(Math.abs(ratio - 1)).toBeLessThan(WHOLE_PATIENTS);
    },
  );

  test('of the arms exchanged is the inverse', () => {
    const { hazardRatio: forth } = expectedHazardRatio(curves.visits, curves.falling, { a: 2, b: 3 }, 100);
    const { hazardRatio: back } = expectedHazardRatio(curves.falling, curves.visits, { a: 3, b: 2 }, 100);
    expect(forth * back).toBeCloseTo(1, 9);
  });

  test('is 0, infinite or undefined where an arm has no event, and has no information', () => {
    const none = curveOf(() => 1);
    expect(expectedHazardRatio(none, curves.constant)).toEqual({ hazardRatio: 0, informationPerPatient: 0 });
    expect(expectedHazardRatio(curves.constant, none).hazardRatio).toBe(Number.POSITIVE_INFINITY);
    expect(expectedHazardRatio(none, none).hazardRatio).toBeNaN();
    expect(logHazardRatioError(expectedHazardRatio(none, none), 100)).toBe(Number.POSITIVE_INFINITY);
    // Everybody of the first arm has the event before anybody of the second
    expect(expectedHazardRatio([1, 0, 0], [1, 1, 0.5]).hazardRatio).toBe(Number.POSITIVE_INFINITY);
  });

  test('names what it does not accept', () => {
    const { constant } = curves;
    expect(() => expectedHazardRatio([1], constant)).toThrow(
      'expectedHazardRatio.a: must hold two days at least; got 1',
    );
    expect(() => expectedHazardRatio(constant, [1, 0.5, 0.6])).toThrow(
      'expectedHazardRatio.b[2]: must lie in [0, 0.5]',
    );
    expect(() => expectedHazardRatio([1, Number.NaN], constant)).toThrow('expectedHazardRatio.a[1]');
    expect(() => expectedHazardRatio(constant, constant, { a: 0, b: 1 })).toThrow('expectedHazardRatio.shares.a');
    expect(() => expectedHazardRatio(constant, constant, { a: 1, b: 1 }, 361)).toThrow(
      'expectedHazardRatio.untilDay: must be a whole day in [1, 360]; got 361',
    );
  });
});
