// Evidence: closed form (rates of the toy, its survival by the daily product, exponential and Gompertz curves).
import { describe, expect, it } from 'vitest';
import { type ArmModel, deathDensity, survivalTime } from '../../../calibration/inference/arm-models.js';
import { atDay } from '../../../src/index.js';
import { toyArmNames, toyMarginals, toyRates } from '../fit/toy-model.js';
import { toyDeath, toySurvival } from '../fit/toy-problem.js';
import { toyContext } from './toy-context.js';

const weekly = (alive: (day: number) => number): ArmModel => {
  const days = Array.from({ length: 53 }, (_, week) => 7 * week);
  return { rates: [0, 0.1, 0.4, 0.5], days, alive: days.map(alive) };
};
const exponential = weekly((day) => Math.exp(-day / 300));

describe('armModels', () => {
  const { models } = toyContext({ patients: 2000 });

  it.each(toyArmNames)('has the rates and the survival of %s, within the error of 2000 stratified patients', (arm) => {
    const { rates, days, alive } = models[arm]!;
    const { cr, pr, sd, pd } = toyRates(arm, toyMarginals()[0]!);
    [cr, pr, sd, pd].forEach((rate, k) => {
      expect(Math.abs(rates[k]! - rate)).toBeLessThan(0.002);
    });
    const daily = toySurvival(arm, toyMarginals()[1]!, toyDeath[arm]);
    days.forEach((day, index) => {
      expect(Math.abs(alive[index]! - atDay(daily, day)!)).toBeLessThan(0.002);
    });
  });

  it('starts with all patients alive and decreases to the horizon', () => {
    const { days, alive } = models.control!;
    expect([days[0], alive[0]]).toEqual([0, 1]);
    expect(days.at(-1)).toBe(364);
    alive.slice(1).forEach((value, index) => {
      expect(value).toBeLessThan(alive[index]!);
    });
  });
});

describe('survivalTime', () => {
  it.each([1, 0.999, 0.5, 0.3, Math.exp(-364 / 300), 0.1, 1e-9])(
    'inverts an exponential curve, and continues with its hazard, at %d alive',
    (left) => {
      expect(survivalTime(exponential, left)).toBeCloseTo(-300 * Math.log(left), 6);
    },
  );

  it('continues with the hazard of the last eight weeks', () => {
    const bent = weekly((day) => (day <= 308 ? Math.exp(-day / 300) : Math.exp(-308 / 300 - (day - 308) / 100)));
    const last = bent.alive.at(-1)!;
    expect(survivalTime(bent, last / 2)).toBeCloseTo(364 + 100 * Math.log(2), 6);
  });

  it('is infinite after a curve that has ended, and finite where the curve falls to zero', () => {
    const flat = weekly((day) => (day < 100 ? 1 - day / 200 : 0.5));
    expect(survivalTime(flat, 0.4)).toBe(Number.POSITIVE_INFINITY);
    expect(survivalTime(flat, 0.5)).toBeGreaterThanOrEqual(98);
    expect(Number.isFinite(survivalTime(flat, 0.5))).toBe(true);
    const dead = weekly((day) => (day < 50 ? 1 : 0));
    expect(survivalTime(dead, 0.5)).toBeCloseTo(52.5, 9);
  });

  it('never decreases with a smaller fraction alive', () => {
    const { models } = toyContext({ patients: 100 });
    const times = Array.from({ length: 500 }, (_, k) => survivalTime(models.treated!, 1 - k / 500));
    times.slice(1).forEach((time, k) => {
      expect(time).toBeGreaterThanOrEqual(times[k]!);
    });
  });
});

describe('deathDensity', () => {
  it('is that of an exponential curve, with an error of second order in two weeks over the mean', () => {
    for (const day of [7, 100, 210, 300]) {
      const nearest = 7 * Math.ceil(day / 7);
      expect(Math.abs(deathDensity(exponential, day) * 300 * Math.exp(nearest / 300) - 1)).toBeLessThan((7 / 300) ** 2);
    }
  });

  it('stays within the curve at its ends', () => {
    expect(deathDensity(exponential, 0)).toBe(deathDensity(exponential, 7));
    expect(deathDensity(exponential, 1e4)).toBe(deathDensity(exponential, 357));
  });
});
