import { describe, expect, test } from 'vitest';
import { administrationsOfAll } from '../../../../src/model/administrations.js';
import { builtInRegimens } from '../../../../src/model/drugs/trial-regimens.js';

/** A year and a day, so that every list below ends well before the horizon or repeats to it. */
const HORIZON = 366;

function startDays(regimen: string, drug: string, horizonDays = HORIZON): readonly number[] {
  return administrationsOfAll(builtInRegimens[regimen]![drug] ?? [], horizonDays).map(({ startDay }) => startDay);
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
      for (const { startDay, endDay, rate } of administrationsOfAll(regimen[drug] ?? [], HORIZON)) {
        expect(rate).toBeCloseTo(10 * dose, 10);
        expect(endDay - startDay).toBeCloseTo(0.1, 12);
        expect(rate * (endDay - startDay)).toBeCloseTo(dose, 9);
      }
    }
  });
});
