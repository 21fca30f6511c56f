// Evidence: closed forms · amounts of patients whose survival and progression are known.
import { describe, expect, test } from 'vitest';
import { expectedMeasures } from '../../../../calibration/studies/optimise/expected-measures.js';
import { type ArmSpec, builtInRegimens } from '../../../../src/index.js';

const HORIZON = 100;
const body = { weightKg: 70, heightCm: 170 };
const never = Number.POSITIVE_INFINITY;
const arm: ArmSpec = {
  name: 'a',
  regimen: builtInRegimens['protocol-tas102-bev']!,
  visits: [40, 80],
  untilProgression: { delayDays: 10, next: null },
};
const { names, of } = expectedMeasures(arm, ['tas102', 'bevacizumab'], HORIZON);
const read = (progressionDay: number, alive: (day: number) => number) => {
  const values = of(
    progressionDay,
    Float64Array.from({ length: HORIZON + 1 }, (_, day) => alive(day)),
    body,
  );
  return Object.fromEntries(names.map((name, index) => [name, values[index]!]));
};
const ROUNDING = 9;

describe('expected measures', () => {
  test('of a patient who lives and does not progress are the scheduled ones', () => {
    // TAS-102 in the cycles from days 0, 28, 56, 84; bevacizumab on days 1 and 15 of each, the last on day 99
    const values = read(never, () => 1);
    expect(values['administrations.tas102']).toBe(40);
    expect(values['total_dose.tas102']).toBeCloseTo(40 * 95, ROUNDING);
    expect(values['administrations.bevacizumab']).toBe(8);
    expect(values['total_dose.bevacizumab']).toBeCloseTo(8 * 280, ROUNDING);
    expect(values.administrations).toBe(48);
    expect(values.days_on_treatment).toBeCloseTo(99.1 - 1, ROUNDING);
  });

  test('end with the delay after the visit that shows progression', () => {
    // Day 50: the cycles from days 0 and 28, bevacizumab on days 1, 15, 29, 43
    const values = read(40, () => 1);
    expect(values['administrations.tas102']).toBe(20);
    expect(values['administrations.bevacizumab']).toBe(4);
    expect(values.days_on_treatment).toBeCloseTo(43.1 - 1, ROUNDING);
  });

  test('count an administration with the probability to be alive when it starts', () => {
    const half = read(never, (day) => (day < 30 ? 1 : 0.5));
    // Before day 30: 10 + 1 of TAS-102, 3 of bevacizumab
    expect(half['administrations.tas102']).toBeCloseTo(11 + 29 / 2, ROUNDING);
    expect(half['total_dose.bevacizumab']).toBeCloseTo(280 * (3 + 5 / 2), ROUNDING);
    expect(half.days_on_treatment).toBeCloseTo(29.1 - 1 + (99.1 - 29.1) / 2, ROUNDING);
  });

  test('are those of the next regimen too, from the stop on', () => {
    const next = {
      bevacizumab: [{ dose: 10, days: [1], cycleDays: 20, cycles: null, durationDays: 0.1, per: 'kg' as const }],
    };
    const switched = expectedMeasures({ ...arm, untilProgression: { delayDays: 0, next } }, ['bevacizumab'], HORIZON);
    const values = switched.of(40, new Float64Array(HORIZON + 1).fill(1), body);
    // Days 1, 15, 29 of the first; then days 41, 61, 81 at 10 units per kilogram
    expect(values[1]).toBe(6);
    expect(values[0]).toBeCloseTo(3 * 280 + 3 * 700, ROUNDING);
  });

  test('are 0 without any drug', () => {
    const none = expectedMeasures({ ...arm, regimen: {} }, ['tas102'], HORIZON);
    expect(none.of(never, new Float64Array(HORIZON + 1).fill(1), body)).toEqual([0, 0, 0, 0]);
  });
});
