import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import { administrationsOf, type DosingCourse, type drugNames } from '../../../src/model/regimens.js';

/** A year and a day, so that every list below ends well before the horizon or repeats to it. */
const HORIZON = 366;

function startDays(regimen: string, drug: (typeof drugNames)[number], horizonDays = HORIZON): readonly number[] {
  const course = builtInRegimens[regimen]![drug];
  return course === undefined ? [] : administrationsOf(course, horizonDays).map(({ startDay }) => startDay);
}

/** The days of the two schedules, written out from their definition. */
const cycleOfTas102 = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12];
const publishedTas102 = [
  ...cycleOfTas102,
  ...[29, 30, 31, 32, 33, 36, 37, 38, 39, 40],
  ...[57, 58, 59, 60, 61, 64, 65, 66, 67, 68],
];

describe('built-in regimens', () => {
  test('there are five, and the first gives nothing', () => {
    expect(Object.keys(builtInRegimens)).toEqual([
      'none',
      'published-tas102',
      'published-tas102-bev',
      'protocol-tas102',
      'protocol-tas102-bev',
    ]);
    expect(builtInRegimens.none).toEqual({});
  });

  test.each(['published-tas102', 'published-tas102-bev'])(
    '%s gives TAS-102 on days 1-5 and 8-12 of three cycles',
    (name) => {
      expect(startDays(name, 'tas102')).toEqual(publishedTas102);
    },
  );

  test('published bevacizumab is given on days 1, 16, 31, 46 and 61', () => {
    expect(startDays('published-tas102-bev', 'bevacizumab')).toEqual([1, 16, 31, 46, 61]);
  });

  test.each(['protocol-tas102', 'protocol-tas102-bev'])(
    '%s gives TAS-102 on days 1-5 and 8-12 of every 28 days',
    (name) => {
      const expected = Array.from({ length: 14 }, (_, cycle) => cycleOfTas102.map((day) => 28 * cycle + day)).flat();
      expect(startDays(name, 'tas102')).toEqual(expected.filter((day) => day < HORIZON));
    },
  );

  test('protocol bevacizumab is given on days 1 and 15 of every 28 days', () => {
    const expected = Array.from({ length: 14 }, (_, cycle) => [28 * cycle + 1, 28 * cycle + 15]).flat();
    expect(startDays('protocol-tas102-bev', 'bevacizumab')).toEqual(expected.filter((day) => day < HORIZON));
  });

  test('TAS-102 alone comes without bevacizumab', () => {
    expect(startDays('published-tas102', 'bevacizumab')).toEqual([]);
    expect(startDays('protocol-tas102', 'bevacizumab')).toEqual([]);
  });

  test.each([
    ['tas102', 95],
    ['bevacizumab', 280],
  ] as const)('%s is %d dose units in 0.1 day, a rate of ten times the dose', (drug, dose) => {
    for (const regimen of Object.values(builtInRegimens)) {
      const course = regimen[drug];
      if (course === undefined) continue;
      for (const { startDay, endDay, rate } of administrationsOf(course, HORIZON)) {
        expect(rate).toBeCloseTo(10 * dose, 10);
        expect(endDay - startDay).toBeCloseTo(0.1, 12);
        expect(rate * (endDay - startDay)).toBeCloseTo(dose, 9);
      }
    }
  });
});

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

  test('in a single cycle the last day may lie beyond the cycle', () => {
    expect(administrationsOf({ ...course, days: [1, 30], cycles: 1 }, 100).map(({ startDay }) => startDay)).toEqual([
      1, 30,
    ]);
  });

  test.each<[string, Partial<DosingCourse>, string]>([
    ['a negative dose', { dose: -1 }, 'regimen.dose: must be a finite amount >= 0; got -1'],
    ['a dose that is no number', { dose: Number.NaN }, 'regimen.dose: must be a finite amount >= 0; got NaN'],
    ['no duration', { durationDays: 0 }, 'regimen.durationDays: must be > 0; got 0'],
    ['a cycle of no days', { cycleDays: 0 }, 'regimen.cycleDays: must be > 0; got 0'],
    ['half a cycle', { cycles: 1.5 }, 'regimen.cycles: must be a whole number >= 0 or null; got 1.5'],
    ['no day', { days: [] }, 'regimen.days: must name at least one day; got []'],
    ['a day before the first', { days: [-1, 1] }, 'regimen.days[0]: must be a day >= 0; got -1'],
    [
      'two administrations that overlap',
      { days: [1, 1.25] },
      'must end before the next administration starts; got 1 + 0.5 > 1.25',
    ],
    ['the same day twice', { days: [2, 2] }, 'must end before the next administration starts; got 2 + 0.5 > 2'],
    [
      'a last day that runs into the next cycle',
      { days: [1, 7.75] },
      'must end before the next administration starts; got 7.75 + 0.5 > 8',
    ],
  ])('refuses %s', (_name, issue, message) => {
    expect(() => administrationsOf({ ...course, ...issue }, 100)).toThrow(InputError);
    expect(() => administrationsOf({ ...course, ...issue }, 100)).toThrow(message);
  });
});
