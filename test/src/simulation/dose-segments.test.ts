import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { administrationsOf, administrationsOfAll } from '../../../src/model/administrations.js';
import { drugNames } from '../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import type { DosingCourse, Regimen } from '../../../src/model/regimens.js';
import { dosePlan, planForBody, scheduledAmount } from '../../../src/simulation/dose-segments.js';

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
      segments: [{ startDay: 0, endDay: 366, input: {} }],
      scheduled: {},
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
      input: { tas102: 2 },
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
          (sum, { startDay, endDay, input }) => sum + (input[drug] ?? 0) * (endDay - startDay),
          0,
        );
        const doses = (regimen[drug] ?? []).reduce(
          (sum, course) => sum + administrationsOf(course, 366).length * course.dose,
          0,
        );
        expect(Math.abs(delivered - (scheduled[drug] ?? 0))).toBeLessThan(ROUNDING);
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

describe('boluses', () => {
  const bolus: DosingCourse = { dose: 10, days: [1], cycleDays: 7, cycles: null, durationDays: 0 };

  test('cut the time axis, and enter at the start of a segment', () => {
    const { segments, scheduled } = dosePlan({ tas102: [{ ...bolus, loadingDose: 15 }] }, 10);
    expect(
      segments.map(({ startDay, endDay, input, bolus: own }) => [startDay, endDay, input.tas102, own?.tas102]),
    ).toEqual([
      [0, 1, 0, undefined],
      [1, 8, 0, 15],
      [8, 10, 0, 10],
    ]);
    expect(scheduled.tas102).toBe(25);
  });

  test('at day 0 enter in the first segment, at the horizon not at all', () => {
    const { segments, scheduled } = dosePlan({ tas102: [{ ...bolus, days: [0] }] }, 7);
    expect(segments.map(({ bolus: own }) => own?.tas102)).toEqual([10]);
    expect(scheduled.tas102).toBe(10);
  });

  test('of several courses at one time add up, beside an infusion and another drug', () => {
    const regimen: Regimen = {
      tas102: [bolus, { ...bolus, dose: 4, cycleDays: 14 }, { ...bolus, durationDays: 2 }],
      bevacizumab: [{ ...bolus, dose: 3 }],
    };
    const { segments, scheduled } = dosePlan(regimen, 5);
    expect(segments.map(({ input, bolus: own }) => [input.tas102, own])).toEqual([
      [0, undefined],
      [5, { tas102: 14, bevacizumab: 3 }],
      [0, undefined],
    ]);
    expect(scheduled).toEqual({ tas102: 24, bevacizumab: 3 });
  });
});

describe('planForBody', () => {
  const body = { weightKg: 80, heightCm: 180 };
  const course: DosingCourse = { dose: 10, days: [1], cycleDays: 7, cycles: 1, durationDays: 0.5 };

  test('leaves a plan alone that depends on no body', () => {
    const plan = dosePlan(two, 10);
    expect(plan.perBody).toBeUndefined();
    expect(planForBody(plan, body)).toBe(plan);
  });

  test.each([
    ['kg', 80],
    ['m2', 2],
  ] as const)('an infusion and a bolus per %s are those of a fixed dose, times the body', (per, units) => {
    for (const durationDays of [0, 0.5]) {
      const own: DosingCourse = { ...course, durationDays, loadingDose: 15, cycles: 2 };
      const fixed = { ...own, dose: units * own.dose, loadingDose: units * 15 };
      const plan = planForBody(dosePlan({ tas102: [{ ...own, per }] }, 20), body);
      expect(plan).toEqual(dosePlan({ tas102: [fixed] }, 20));
    }
  });

  test('adds fixed doses and doses per kilogram and square meter that overlap', () => {
    const regimen: Regimen = {
      tas102: [course, { ...course, per: 'kg', days: [1.25] }, { ...course, per: 'm2', durationDays: 0, days: [1.25] }],
      bevacizumab: [{ ...course, dose: 1, per: 'kg' }],
    };
    const plan = planForBody(dosePlan(regimen, 5), body);
    expect(
      plan.segments.map(({ startDay, input, bolus }) => [startDay, input.tas102, input.bevacizumab, bolus?.tas102]),
    ).toEqual([
      [0, 0, 0, undefined],
      [1, 20, 160, undefined],
      [1.25, 20 + 1600, 160, 20],
      [1.5, 1600, 0, undefined],
      [1.75, 0, 0, undefined],
    ]);
    expect(plan.scheduled).toEqual({ tas102: 10 + 800 + 20, bevacizumab: 80 });
    expect(scheduledAmount(dosePlan(regimen, 5), 'tas102')).toEqual({ fixed: 10, perKg: 10, perM2: 10 });
  });

  test('a dose per kilogram doubles with the weight', () => {
    const plan = dosePlan({ tas102: [{ ...course, per: 'kg' }] }, 5);
    const amountAt = (weightKg: number) => planForBody(plan, { ...body, weightKg }).scheduled.tas102!;
    expect(amountAt(160)).toBe(2 * amountAt(80));
  });
});
