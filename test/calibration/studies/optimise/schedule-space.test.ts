// Evidence: laws · a point of the space and the schedule that it stands for, worked by hand.
import { describe, expect, test } from 'vitest';
import type { OptimiseConfig } from '../../../../calibration/config/optimise-schema.js';
import { parseOptimise } from '../../../../calibration/config/parse-optimise.js';
import type { HeldDose } from '../../../../calibration/studies/optimise/planned-doses.js';
import { type Schedule, scheduleSentences } from '../../../../calibration/studies/optimise/schedule.js';
import { scheduleSpace } from '../../../../calibration/studies/optimise/schedule-space.js';
import { builtInRegimens } from '../../../../src/index.js';

const regimens = builtInRegimens;
const template: Schedule = {
  regimen: regimens['protocol-tas102']!,
  untilProgression: true,
  delayDays: 0,
  next: null,
};
const configOf = (changes: object): OptimiseConfig =>
  parseOptimise(
    JSON.stringify({ name: 'a', seed: 1, arm: 'tas102', objectives: [{ quantity: 'dcr', goal: 'max' }], ...changes }),
    'o.json',
  );
const spaceOf = (changes: object, held: readonly HeldDose[] = []) =>
  scheduleSpace({ config: configOf(changes), template, regimens, held, visits: [56, 112], horizonDays: 366 });

const variables = [
  { name: 'dose', drug: 'tas102', vary: 'dose', least: 75, most: 115, step: 20 },
  {
    name: 'days',
    drug: 'tas102',
    vary: 'days',
    choices: { five: [1, 2, 3, 4, 5], ten: [1, 2, 3, 4, 5, 8, 9, 10, 11, 12] },
  },
  { name: 'interval', drug: 'tas102', vary: 'cycleDays', values: [3, 28] },
  { name: 'first', vary: 'regimen', values: ['protocol-tas102', 'none'] },
  { name: 'stop', vary: 'stop', values: ['progression', 'scheduled'] },
  { name: 'delay', vary: 'stopDelayDays', values: [0, 28] },
  { name: 'later', vary: 'afterProgression', values: [null, 'protocol-tas102-bev'] },
  { name: 'bevacizumab', drug: 'bevacizumab', of: 'afterProgression', vary: 'dose', values: [140, 280] },
];
const space = spaceOf({ variables });
const scheduleAt = (point: readonly number[], within = space) => {
  const found = within.scheduleOf(point);
  return found.kind === 'possible' ? found.schedule : found.reason;
};

describe('space of schedules', () => {
  test('a level of each variable gives the schedule', () => {
    expect(scheduleAt([2, 0, 1, 0, 0, 1, 1, 0])).toEqual({
      regimen: { tas102: [{ dose: 115, days: [1, 2, 3, 4, 5], cycleDays: 28, cycles: null, durationDays: 0.1 }] },
      untilProgression: true,
      delayDays: 28,
      next: {
        tas102: regimens['protocol-tas102']!.tas102,
        bevacizumab: [{ ...regimens['protocol-tas102-bev']!.bevacizumab![0]!, dose: 140 }],
      },
    });
  });

  test('variables that change nothing are inactive, and have one canonical level', () => {
    // No drug, given whether or not progression shows: neither its courses nor the stop are there
    expect(space.canonical([2, 1, 1, 1, 1, 1, 1, 1])).toEqual([0, 0, 0, 1, 1, 0, 0, 0]);
    expect(space.valuesOf([2, 1, 1, 1, 1, 1, 1, 1])).toEqual({
      dose: null,
      days: null,
      interval: null,
      first: 'none',
      stop: 'scheduled',
      delay: null,
      later: null,
      bevacizumab: null,
    });
    expect(space.combinations).toBe(3 * 2 * 2 * 2 * 2 * 2 * 2 * 2);
  });

  test('finds the point of a schedule, and none of one that no point gives', () => {
    const point = [0, 1, 1, 0, 0, 1, 1, 1];
    expect(space.pointOf(scheduleAt(point) as Schedule)).toEqual(point);
    expect(space.pointOf({ ...template, delayDays: 5 })).toBeUndefined();
  });

  test('a schedule that contradicts itself is impossible, with what was required as the reason', () => {
    const negative = spaceOf({ variables: [{ name: 'dose', drug: 'tas102', vary: 'cycleDays', values: [1e-4, 28] }] });
    expect(scheduleAt([0], negative)).toBe('regimen.cycleDays: must give at most 10000 administrations in 366 days');
  });

  test('a condition limits one variable where others have certain values', () => {
    const limited = spaceOf({
      variables,
      conditions: [{ when: { days: 'ten', interval: [28] }, variable: 'dose', most: 95 }],
    });
    expect(scheduleAt([2, 1, 1, 0, 0, 0, 0, 0], limited)).toBe(
      'dose: must be at most 95 where days is ten and interval is 28',
    );
    expect(scheduleAt([2, 0, 1, 0, 0, 0, 0, 0], limited)).toHaveProperty('regimen');
    expect(scheduleAt([1, 1, 1, 0, 0, 0, 0, 0], limited)).toHaveProperty('regimen');
  });

  test('a held quantity sets the dose', () => {
    const held: HeldDose = {
      measure: 'dose_intensity',
      drug: 'tas102',
      least: 50,
      most: 250,
      value: 950,
      keepsLoading: false,
    };
    const holding = spaceOf({ variables: [variables[1]] }, [held]);
    expect(scheduleAt([0], holding)).toMatchObject({ regimen: { tas102: [{ dose: 190 }] } });
    expect(scheduleAt([1], holding)).toMatchObject({ regimen: { tas102: [{ dose: 95 }] } });
  });

  test('a first dose is changed after the dose, whatever their order', () => {
    const first = { name: 'first', drug: 'tas102', vary: 'loadingDose', values: [200] };
    const loaded = spaceOf({ variables: [first, variables[0]] });
    expect(scheduleAt([0, 0], loaded)).toMatchObject({ regimen: { tas102: [{ dose: 75, loadingDose: 200 }] } });
  });

  test('a pattern and an order change several things at once', () => {
    const together = spaceOf({
      variables: [
        {
          name: 'order',
          vary: 'order',
          choices: { a: { regimen: 'protocol-tas102-bev', afterProgression: 'protocol-tas102' } },
        },
        {
          name: 'pattern',
          drug: 'tas102',
          of: 'afterProgression',
          vary: 'pattern',
          choices: { b: { days: [1], cycleDays: 14, startDay: 3 } },
        },
      ],
    });
    expect(scheduleAt([0, 0], together)).toMatchObject({
      regimen: regimens['protocol-tas102-bev'],
      next: { tas102: [{ dose: 95, days: [1], cycleDays: 14, startDay: 3, cycles: null }] },
    });
  });

  test('sentences name drugs, days and what ends the treatment', () => {
    const text = (drug: string) => ({ label: drug.toUpperCase(), doseUnit: 'mg' });
    expect(scheduleSentences(scheduleAt([2, 0, 1, 0, 0, 1, 1, 0]) as Schedule, text)).toEqual([
      'TAS102: 115 mg on days 1-5 of every 28 days',
      'until 28 days after progression',
      'after progression TAS102: 95 mg on days 1-5, 8-12 of every 28 days',
      'after progression BEVACIZUMAB: 140 mg on days 1, 15 of every 28 days',
    ]);
    expect(scheduleSentences(scheduleAt([0, 0, 0, 1, 1, 0, 0, 0]) as Schedule, text)).toEqual([
      'no drug',
      'whether or not progression shows',
    ]);
  });
});
