// Evidence: written out by hand from the definition of a course.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import {
  administrationsOf,
  administrationsOfAll,
  amountOf,
  firstOverlap,
  givesDose,
} from '../../../src/model/administrations.js';
import type { DosingCourse } from '../../../src/model/regimens.js';

const course: DosingCourse = { dose: 10, days: [1, 3], cycleDays: 7, cycles: 2, durationDays: 0.5 };

describe('administrationsOf', () => {
  test('repeats the days of the cycle, in order of time whatever order they are named in', () => {
    const expected = [1, 3, 8, 10].map((startDay) => ({ startDay, endDay: startDay + 0.5, rate: 20 }));
    expect(administrationsOf(course, 100)).toEqual(expected);
    expect(administrationsOf({ ...course, days: [3, 1] }, 100)).toEqual(expected);
  });

  test('an administration that straddles the horizon is cut there, at its full rate', () => {
    expect(administrationsOf(course, 8.25).at(-1)).toEqual({ startDay: 8, endDay: 8.25, rate: 20 });
  });

  test('one that starts at the horizon is not given', () => {
    expect(administrationsOf(course, 8).map(({ startDay }) => startDay)).toEqual([1, 3]);
  });

  test('a horizon of zero and a course of no cycles give nothing', () => {
    expect(administrationsOf(course, 0)).toEqual([]);
    expect(administrationsOf({ ...course, cycles: 0 }, 100)).toEqual([]);
  });

  test('without a number of cycles the course fills the horizon', () => {
    const starts = administrationsOf({ ...course, cycles: null }, 29.5).map(({ startDay }) => startDay);
    expect(starts).toEqual([1, 3, 8, 10, 15, 17, 22, 24, 29]);
  });

  test('back-to-back administrations touch and do not overlap', () => {
    const list = administrationsOf({ ...course, days: [0, 0.5], cycleDays: 1, cycles: 2 }, 100);
    expect(list.map(({ startDay, endDay }) => [startDay, endDay])).toEqual([
      [0, 0.5],
      [0.5, 1],
      [1, 1.5],
      [1.5, 2],
    ]);
  });

  test('administrations longer than the gap to the next one overlap, in order of their start', () => {
    const list = administrationsOf({ ...course, days: [1, 1.25], durationDays: 1 }, 100);
    expect(list.map(({ startDay, endDay }) => [startDay, endDay])).toEqual([
      [1, 2],
      [1.25, 2.25],
      [8, 9],
      [8.25, 9.25],
    ]);
    const beyond = administrationsOf({ ...course, days: [1, 9], cycles: 3 }, 100);
    expect(beyond.map(({ startDay }) => startDay)).toEqual([1, 8, 9, 15, 16, 23]);
    // Day 9 of the first cycle lies behind day 1 of the second one, which the horizon still holds
    expect(administrationsOf({ ...course, days: [1, 9], cycles: null }, 8.5).map(({ startDay }) => startDay)).toEqual([
      1, 8,
    ]);
  });

  test('a start day shifts every time of the course', () => {
    const starts = administrationsOf({ ...course, startDay: 20.5 }, 100).map(({ startDay }) => startDay);
    expect(starts).toEqual([21.5, 23.5, 28.5, 30.5]);
    expect(administrationsOf({ ...course, startDay: 20.5 }, 21.5)).toEqual([]);
  });

  test('the loading dose is the amount of the earliest administration alone', () => {
    const list = administrationsOf({ ...course, days: [3, 1], loadingDose: 25 }, 100);
    expect(list.map((own) => amountOf(own).fixed)).toEqual([25, 10, 10, 10]);
    expect(list.map(({ startDay }) => startDay)).toEqual([1, 3, 8, 10]);
  });

  test('a bolus has no duration and enters with its whole amount', () => {
    const list = administrationsOf({ ...course, durationDays: 0, loadingDose: 15 }, 8.5);
    expect(list).toEqual([
      { startDay: 1, endDay: 1, rate: 0, bolus: 15 },
      { startDay: 3, endDay: 3, rate: 0, bolus: 10 },
      { startDay: 8, endDay: 8, rate: 0, bolus: 10 },
    ]);
  });

  test.each([
    ['kg', { fixed: 0, perKg: 10, perM2: 0 }],
    ['m2', { fixed: 0, perKg: 0, perM2: 10 }],
    [undefined, { fixed: 10, perKg: 0, perM2: 0 }],
  ] as const)('a dose per %s has its amount in that place, as an infusion and as a bolus', (per, amount) => {
    for (const durationDays of [0, 0.5]) {
      const [first] = administrationsOf({ ...course, durationDays, ...(per === undefined ? {} : { per }) }, 100);
      expect(amountOf(first!)).toEqual(amount);
    }
  });

  test('in a single cycle the last day may lie beyond the cycle', () => {
    expect(administrationsOf({ ...course, days: [1, 30], cycles: 1 }, 100).map(({ startDay }) => startDay)).toEqual([
      1, 30,
    ]);
  });

  test.each<[string, Partial<DosingCourse>, string]>([
    ['a negative dose', { dose: -1 }, 'regimen.dose: must be a finite amount >= 0; got -1'],
    ['a dose that is no number', { dose: Number.NaN }, 'regimen.dose: must be a finite amount >= 0; got NaN'],
    ['a negative duration', { durationDays: -1 }, 'regimen.durationDays: must be a time >= 0, 0 for a bolus; got -1'],
    ['a cycle of no days', { cycleDays: 0 }, 'regimen.cycleDays: must be > 0; got 0'],
    ['half a cycle', { cycles: 1.5 }, 'regimen.cycles: must be a whole number >= 0 or null; got 1.5'],
    ['no day', { days: [] }, 'regimen.days: must name at least one day; got []'],
    ['a day before the first', { days: [-1, 1] }, 'regimen.days[0]: must be a day >= 0; got -1'],
    ['a start before day 0', { startDay: -1 }, 'regimen.startDay: must be a day >= 0; got -1'],
    [
      'a loading dose that is no number',
      { loadingDose: Number.NaN },
      'regimen.loadingDose: must be a finite amount >= 0; got NaN',
    ],
    ['an unknown basis of the dose', { per: 'lb' as 'kg' }, 'regimen.per: must be one of kg, m2; got lb'],
  ])('refuses %s', (_name, issue, message) => {
    expect(() => administrationsOf({ ...course, ...issue }, 100)).toThrow(InputError);
    expect(() => administrationsOf({ ...course, ...issue }, 100)).toThrow(message);
  });
});

describe('administrationsOfAll', () => {
  const later: DosingCourse = { dose: 4, days: [2], cycleDays: 6, cycles: 2, durationDays: 2 };

  test('joins the courses of a drug in order of their start', () => {
    const list = administrationsOfAll([course, later], 100);
    expect(list.map(({ startDay, rate }) => [startDay, rate])).toEqual([
      [1, 20],
      [2, 2],
      [3, 20],
      [8, 20],
      [8, 2],
      [10, 20],
    ]);
    expect(administrationsOfAll([], 100)).toEqual([]);
  });

  test('of one course are those of the course', () => {
    expect(administrationsOfAll([later], 100)).toEqual(administrationsOf(later, 100));
  });
});

describe('firstOverlap', () => {
  const startsOf = (...courses: DosingCourse[]) =>
    firstOverlap(administrationsOfAll(courses, 100))?.map(({ startDay }) => startDay);

  test.each<[string, DosingCourse[], number[] | undefined]>([
    ['one after the other', [course], undefined],
    ['that touch, written in decimals', [{ ...course, days: [0.1, 0.3], durationDays: 0.2 }], undefined],
    ['of one course', [{ ...course, days: [1, 3, 3.25] }], [3, 3.25]],
    ['of two courses', [course, { ...course, days: [3.125] }], [3, 3.125]],
    ['with one that runs beyond the next', [course, { ...course, days: [0], cycles: 1, durationDays: 9 }], [0, 1]],
    ['that ends in the next cycle', [{ ...course, days: [1, 7.75] }], [7.75, 8]],
    ['on one day, as boluses', [{ ...course, days: [2, 2], durationDays: 0 }], [2, 2]],
    ['a bolus after an infusion', [course, { ...course, days: [1.5], durationDays: 0 }], undefined],
    ['a bolus within an infusion', [course, { ...course, days: [1.25], durationDays: 0 }], [1, 1.25]],
    ['none', [], undefined],
  ])('%s', (_name, courses, starts) => {
    expect(startsOf(...courses)).toEqual(starts);
  });
});

test('givesDose holds for an infusion or a bolus of something', () => {
  const given = (changes: Partial<DosingCourse>) => administrationsOf({ ...course, ...changes }, 100).some(givesDose);
  expect([given({}), given({ durationDays: 0 }), given({ dose: 0, loadingDose: 1 })]).toEqual([true, true, true]);
  expect([given({ dose: 0 }), given({ dose: 0, durationDays: 0 }), given({ cycles: 0 })]).toEqual([
    false,
    false,
    false,
  ]);
});
