// Evidence: closed form (distribution of the draws).
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { drawSurvivalTimes } from '../../../src/stats/draw-survival-times.js';
import { kaplanMeier, survivalAt } from '../../../src/stats/kaplan-meier.js';

const curve = { times: [0, 1, 2, 3, 4], alive: [1, 0.9, 0.9, 0.4, 0.25] };
const options = { patients: 4000, seed: '0', streamName: 'test' };

/** Four standard errors of a share of 4000 patients. */
const NOISE = 4 * Math.sqrt(0.25 / 4000);

describe('drawSurvivalTimes', () => {
  test('the Kaplan-Meier curve of many patients is the expected curve, also between its points', () => {
    const { times, observed } = drawSurvivalTimes(curve, options);
    const drawn = kaplanMeier(times, observed);
    for (const [time, alive] of [
      [0.5, 0.95],
      [1, 0.9],
      [2, 0.9],
      [2.5, 0.65],
      [3.9, 0.265],
    ] as const) {
      expect(Math.abs(survivalAt(drawn, time) - alive)).toBeLessThan(NOISE);
    }
  });

  test('nobody dies where the curve is level, and those alive at the end are censored there', () => {
    const { times, observed } = drawSurvivalTimes(curve, options);
    times.forEach((time, patient) => {
      expect(time > 1 && time < 2).toBe(false);
      if (observed[patient] === 0) expect(time).toBe(4);
    });
    expect(Math.abs(observed.reduce((sum, flag) => sum + flag, 0) / 4000 - 0.75)).toBeLessThan(NOISE);
  });

  test('a drop is drawn exactly at its time, with its share', () => {
    const { times } = drawSurvivalTimes({ times: [0, 1, 1, 2], alive: [1, 0.9, 0.3, 0.2] }, options);
    expect(Math.abs(times.filter((time) => time === 1).length / 4000 - 0.6)).toBeLessThan(NOISE);
    expect(Math.abs(times.filter((time) => time < 1).length / 4000 - 0.1)).toBeLessThan(NOISE);
  });

  test('a patient keeps the same death when the trial grows, and another seed gives other deaths', () => {
    const small = drawSurvivalTimes(curve, { ...options, patients: 10 });
    expect([...drawSurvivalTimes(curve, options).times.slice(0, 10)]).toEqual([...small.times]);
    expect([...drawSurvivalTimes(curve, { ...options, patients: 10, seed: '1' }).times]).not.toEqual([...small.times]);
  });

  test('a curve that stays at 1 censors everybody, one that falls to 0 nobody', () => {
    const few = { ...options, patients: 20 };
    expect([...drawSurvivalTimes({ times: [0, 5], alive: [1, 1] }, few).observed]).not.toContain(1);
    expect([...drawSurvivalTimes({ times: [0, 5], alive: [1, 0] }, few).observed]).not.toContain(0);
  });

  test.each([
    [{ times: [0], alive: [1] }, 'drawSurvivalTimes.times: must hold two times at least; got 1'],
    [{ times: [0, 1], alive: [0.9, 0.8] }, 'drawSurvivalTimes.alive: must begin with 1 at time 0; got 0.9 at 0'],
    [{ times: [0, 2, 1], alive: [1, 0.8, 0.7] }, 'drawSurvivalTimes.times[2]: must be finite and at least 2; got 1'],
    [{ times: [0, 1, 2], alive: [1, 0.8, 0.9] }, 'drawSurvivalTimes.alive[2]: must lie in [0, 0.8]; got 0.9'],
    [{ times: [0, 1], alive: [1, Number.NaN] }, 'drawSurvivalTimes.alive[1]: must lie in [0, 1]; got NaN'],
  ])('refuses %o', (invalid, message) => {
    expect(() => drawSurvivalTimes(invalid, options)).toThrow(new InputError(message));
  });
});
