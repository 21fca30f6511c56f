import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { administrationsOf, administrationsOfAll } from '../../../src/model/administrations.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import { drugNames, type Regimen } from '../../../src/model/regimens.js';
import { dosePlan } from '../../../src/simulation/dose-segments.js';

/** Sums of a few hundred products of short decimals. */
const ROUNDING = 1e-9;

const two: Regimen = {
  tas102: [{ dose: 10, days: [1, 2], cycleDays: 28, cycles: 1, durationDays: 0.5 }],
  bevacizumab: [{ dose: 30, days: [1.25], cycleDays: 28, cycles: 1, durationDays: 1 }],
};

const edgesOf = (regimen: Regimen, horizonDays: number) => {
  const { segments } = dosePlan(regimen, horizonDays);
  return [...segments.map(({ startDay }) => startDay), segments.at(-1)!.endDay];
};

describe('dosePlan', () => {
  test('without drugs there is one segment', () => {
    expect(dosePlan({}, 366)).toEqual({
      segments: [{ startDay: 0, endDay: 366, input: { tas102: 0, bevacizumab: 0 } }],
      scheduled: { tas102: 0, bevacizumab: 0 },
    });
  });

  test('drugs that overlap in time are cut at each other, and each runs at its own rate', () => {
    expect(dosePlan(two, 10)).toEqual({
      segments: [
        { startDay: 0, endDay: 1, input: { tas102: 0, bevacizumab: 0 } },
        { startDay: 1, endDay: 1.25, input: { tas102: 20, bevacizumab: 0 } },
        { startDay: 1.25, endDay: 1.5, input: { tas102: 20, bevacizumab: 30 } },
        { startDay: 1.5, endDay: 2, input: { tas102: 0, bevacizumab: 30 } },
        { startDay: 2, endDay: 2.25, input: { tas102: 20, bevacizumab: 30 } },
        { startDay: 2.25, endDay: 2.5, input: { tas102: 20, bevacizumab: 0 } },
        { startDay: 2.5, endDay: 10, input: { tas102: 0, bevacizumab: 0 } },
      ],
      scheduled: { tas102: 20, bevacizumab: 30 },
    });
  });

  test('a dose that straddles the horizon is cut there and scheduled for what fits', () => {
    const { segments, scheduled } = dosePlan(two, 2.125);
    expect(segments.at(-1)).toEqual({ startDay: 2, endDay: 2.125, input: { tas102: 20, bevacizumab: 30 } });
    expect(scheduled.tas102).toBeCloseTo(10 + 0.125 * 20, 12);
    expect(scheduled.bevacizumab).toBeCloseTo(0.875 * 30, 12);
  });

  test('a dose that starts at the horizon does not exist', () => {
    expect(edgesOf(two, 2)).toEqual([0, 1, 1.25, 1.5, 2]);
    expect(dosePlan(two, 1).scheduled).toEqual({ tas102: 0, bevacizumab: 0 });
  });

  test('a dose at day 0 opens the first segment', () => {
    const regimen: Regimen = { tas102: [{ dose: 1, days: [0], cycleDays: 7, cycles: 1, durationDays: 0.5 }] };
    expect(dosePlan(regimen, 7).segments[0]).toEqual({
      startDay: 0,
      endDay: 0.5,
      input: { tas102: 2, bevacizumab: 0 },
    });
  });

  test('back-to-back doses continue without a gap', () => {
    const regimen: Regimen = { tas102: [{ dose: 1, days: [0, 0.5], cycleDays: 1, cycles: null, durationDays: 0.5 }] };
    const { segments, scheduled } = dosePlan(regimen, 3);
    expect(segments.every(({ input }) => input.tas102 === 2)).toBe(true);
    expect(scheduled.tas102).toBeCloseTo(6, 12);
  });

  test('a dose of nothing is cut out all the same', () => {
    const regimen: Regimen = { tas102: [{ dose: 0, days: [1], cycleDays: 7, cycles: 1, durationDays: 0.5 }] };
    expect(edgesOf(regimen, 7)).toEqual([0, 1, 1.5, 7]);
    expect(dosePlan(regimen, 7).scheduled.tas102).toBe(0);
  });

  test.each(Object.entries(builtInRegimens))(
    '%s: segments cover the year, ascend, and end at every dose edge',
    (_name, regimen) => {
      const { segments } = dosePlan(regimen, 366);
      expect(segments[0]!.startDay).toBe(0);
      expect(segments.at(-1)!.endDay).toBe(366);
      segments.forEach(({ startDay, endDay }, index) => {
        expect(endDay).toBeGreaterThan(startDay);
        if (index > 0) expect(startDay).toBe(segments[index - 1]!.endDay);
      });
      const edges = new Set(edgesOf(regimen, 366));
      for (const drug of drugNames) {
        for (const { startDay, endDay } of administrationsOfAll(regimen[drug] ?? [], 366)) {
          expect(edges.has(startDay) && edges.has(endDay)).toBe(true);
        }
      }
    },
  );

  test.each(Object.entries(builtInRegimens))(
    '%s: what the segments deliver is what is scheduled, dose by dose',
    (_name, regimen) => {
      const { segments, scheduled } = dosePlan(regimen, 366);
      for (const drug of drugNames) {
        const delivered = segments.reduce(
          (sum, { startDay, endDay, input }) => sum + input[drug] * (endDay - startDay),
          0,
        );
        const doses = (regimen[drug] ?? []).reduce(
          (sum, course) => sum + administrationsOf(course, 366).length * course.dose,
          0,
        );
        expect(Math.abs(delivered - scheduled[drug])).toBeLessThan(ROUNDING);
        expect(Math.abs(delivered - doses)).toBeLessThan(ROUNDING);
      }
    },
  );

  test('the published combination schedules 30 x 95 and 5 x 280 dose units', () => {
    const { scheduled } = dosePlan(builtInRegimens['published-tas102-bev']!, 366);
    expect(scheduled.tas102).toBeCloseTo(2850, 8);
    expect(scheduled.bevacizumab).toBeCloseTo(1400, 8);
  });

  test('a course that contradicts itself is refused', () => {
    expect(() => dosePlan({ tas102: [{ ...two.tas102![0]!, days: [] }] }, 28)).toThrow(InputError);
  });
});
