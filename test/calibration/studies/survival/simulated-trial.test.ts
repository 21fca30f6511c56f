// Evidence: closed form (a straight line), contract.
import { describe, expect, test } from 'vitest';
import { overallCurve } from '../../../../calibration/studies/survival/expected-curves.js';
import { armSurvivals, drawTrial, expectedResult } from '../../../../calibration/studies/survival/simulated-trial.js';

const rows = ['placebo', 'tas102'].flatMap((arm) =>
  [0, 1, 2, 3, 4].map((month) => ({ arm, day: 30 * month, month, survival_percent: 100.00000000000003 - 20 * month })),
);
const target = (arm: string, patients: number) => ({
  arm,
  endpoint: 'survival_3',
  unit: 'percent' as const,
  target: 50,
  patients,
  standard_error: 1,
  simulated: 50,
  difference: 0,
  standardised_difference: 0,
  tolerance: null,
  verdict: 'not assessed' as const,
  fitted: true,
  source: 'made up',
});
const curveOf = (arm: string) => overallCurve(rows, arm);
const run = { arms: ['placebo', 'tas102'], targets: [target('placebo', 450), target('tas102', 998)] };

describe('armSurvivals', () => {
  test('takes the size of the trials, or the one asked for, and the reference first', () => {
    expect(armSurvivals(run, curveOf, {}).map(({ arm, patients }) => [arm, patients])).toEqual([
      ['placebo', 450],
      ['tas102', 998],
    ]);
    const [first, second] = armSurvivals(run, curveOf, { trialSize: 60, reference: 'tas102' });
    expect([first?.arm, first?.patients, second?.arm]).toEqual(['tas102', 60, 'placebo']);
    expect(first?.curve.alive[0]).toBe(1);
  });

  test('refuses a missing curve, an unknown size and an unknown arm', () => {
    expect(() => armSurvivals({ ...run, arms: ['other'] }, curveOf, { trialSize: 5 })).toThrow('must have a curve');
    expect(() => armSurvivals({ ...run, targets: [] }, curveOf, {})).toThrow('--trial-size: must be given');
    expect(() => armSurvivals(run, curveOf, { reference: 'tas12' })).toThrow('did you mean tas102?');
  });
});

describe('drawTrial', () => {
  test('draws each arm from its own stream; those alive at the end are censored there', () => {
    const arms = armSurvivals(run, curveOf, { trialSize: 50 });
    const { times, observed, groupOf } = drawTrial(arms, { seed: '7', endpoint: 'os' });
    expect([times.length, groupOf.filter((group) => group === 1).length]).toEqual([100, 50]);
    expect([...times.slice(0, 50)]).not.toEqual([...times.slice(50)]);
    times.forEach((time, patient) => {
      expect(observed[patient] === 1 ? time < 4 : time === 4).toBe(true);
    });
    expect(drawTrial(arms, { seed: '7', endpoint: 'os' }).times).toEqual(times);
  });
});

describe('expectedResult', () => {
  const [arm] = armSurvivals(run, curveOf, {});

  test('of a line: median, landmarks and restricted mean in closed form', () => {
    const { median, landmarks, rmst } = expectedResult(arm!.curve, { landmarks: [0, 0.5, 4, 5], tau: 3.5 });
    expect(median).toBeCloseTo(2.5, 12);
    expect([landmarks[0], landmarks[0.5], landmarks[4]].map((each) => each?.toFixed(10))).toEqual(
      [1, 0.9, 0.2].map((each) => each.toFixed(10)),
    );
    expect(landmarks[5]).toBeNull();
    expect(rmst).toBeCloseTo(3.5 - 0.1 * 3.5 ** 2, 12);
  });

  test('at a drop the share is that after it, the median is its time, and it has no area', () => {
    const steps = { times: [0, 1, 1, 2, 2, 3], alive: [1, 1, 0.75, 0.75, 0.25, 0.25] };
    const { median, landmarks, rmst } = expectedResult(steps, { landmarks: [1, 1.5, 2], tau: 3 });
    expect([median, landmarks, rmst]).toEqual([2, { 1: 0.75, 1.5: 0.75, 2: 0.25 }, 2]);
  });

  test('no median above one half, no mean beyond the curve', () => {
    const level = { times: [0, 1], alive: [1, 0.8] };
    expect(expectedResult(level, { landmarks: [], tau: 2 })).toEqual({ median: null, landmarks: {}, rmst: null });
  });
});
