// Evidence: laws of a trial (counts, order of endpoints, sizes), the expected survival of the same patients, and errors that name
// what is wrong.
import { describe, expect, test } from 'vitest';
import { type SimulateTrialOptions, simulateTrial } from '../../../calibration/api/workbench.js';

const death = { placebo: { mu: 1.57, sigma: 0.181 }, tas102: { mu: 2.23, sigma: 0.278 } };
const trial = (options: Partial<SimulateTrialOptions> = {}) =>
  simulateTrial({ arms: ['placebo', 'tas102'], patients: { placebo: 40, tas102: 60 }, death, ...options });

test('a trial counts every patient once, nobody progresses after death, and the same seed repeats it', {
  tags: 'full/studies',
}, async () => {
  const { arms, comparisons, patients, monthDays } = await trial({ accrualDays: 100 });
  expect(arms.map(({ patients: n, failed }) => n + failed)).toEqual([40, 60]);
  expect(new Set(patients.map(({ patient }) => patient)).size).toBe(100);
  for (const { survivalDays, progressionFreeDays, died, progressedOrDied } of patients) {
    expect(progressionFreeDays).toBeLessThanOrEqual(survivalDays);
    expect(progressedOrDied).toBeGreaterThanOrEqual(died);
    if (died === 0) expect(survivalDays).toBeGreaterThanOrEqual(265);
  }
  for (const { arm, bestResponse, overallSurvival } of arms) {
    const own = patients.filter((patient) => patient.arm === arm);
    expect(Object.values(bestResponse.counts).reduce((sum, count) => sum + count)).toBe(own.length);
    expect(overallSurvival.deaths.reduce((sum, count) => sum + count)).toBe(own.filter(({ died }) => died).length);
    expect(overallSurvival.lastTime * monthDays).toBeCloseTo(Math.max(...own.map((one) => one.survivalDays)), 9);
  }
  expect(comparisons.map(({ arm, control }) => [arm, control])).toEqual([['tas102', 'placebo']]);
  expect(await trial({ accrualDays: 100 })).toEqual(await trial({ accrualDays: 100 }));
  // Arms of one size hold other patients where the seed is another
  expect((await trial({ seed: 2 })).patients).not.toEqual((await trial()).patients);
});

test('survival of a constant death function is exponential, whatever the tumor', { tags: 'full/studies' }, async () => {
  // With a very wide logistic P is 1 / (1 + e^(mu / sigma)) at any burden: here 1 in 100 a day
  const flat = { mu: 1e6 * Math.log(99), sigma: 1e6 };
  const { arms, comparisons } = await trial({ patients: 1500, death: flat });
  for (const { overallSurvival } of arms) {
    // 0.99^t = 1/2 at day 68.97, linear within the day; the error of a median of n = 1500 is 1 / (rate sqrt(n)), 2.6 days
    expect(overallSurvival.median.median! * 30.4375).toBeGreaterThan(68.97 - 4 * 2.6);
    expect(overallSurvival.median.median! * 30.4375).toBeLessThan(68.97 + 4 * 2.6);
  }
  // log HR has standard error sqrt(1/1461 + 1/1461) with nearly all dead: 0.037
  expect(Math.abs(Math.log(comparisons[0]!.overallSurvival.hazardRatio!))).toBeLessThan(4 * 0.037);
});

describe('what is wrong is named', () => {
  const cases: readonly (readonly [options: object, message: string])[] = [
    [{ death: undefined }, 'death: must be given, or `from` a finished run'],
    [{ death: { placebo: { mu: 1, sigma: 0.1 } } }, 'death.tas102: must be a death function { mu, sigma }; got none'],
    [{ death: { mu: 1, sigma: 0 } }, 'death.sigma: must be > 0; got 0'],
    [{ death: { mu: Number.NaN, sigma: 1 } }, 'death: must have finite mu and sigma; got NaN'],
    [{ patients: { placebo: 40 } }, 'patients.tas102: must be a whole number of patients >= 1; got none'],
    [{ patients: 0.5 }, 'patients: must be a whole number of patients >= 1; got 0.5'],
    [{ control: 'tas' }, 'control: must be one of placebo, tas102; got tas'],
    [{ accrualDays: 400, patients: 1 }, 'accrualDays: must be from 0 to days (365); got 400'],
    [{ seeds: 1 }, 'got seeds (did you mean seed?)'],
  ];
  test.each(cases)('%j', async (options, message) => {
    await expect(trial(options)).rejects.toThrow(message);
  });
});
