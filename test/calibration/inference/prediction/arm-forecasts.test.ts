// Evidence: another reader of the same pool (arm models), and the delta method by hand: values moved by a principal error.
import { describe, expect, test } from 'vitest';
import { forEachCurve } from '../../../../calibration/endpoints/curves.js';
import { armModels } from '../../../../calibration/inference/arm-models.js';
import { armForecasts } from '../../../../calibration/inference/prediction/arm-forecasts.js';
import { aliveAt } from '../../../../calibration/inference/prediction/new-arm.js';
import { classProbabilities } from '../../../../calibration/inference/prediction/rate-steps.js';
import { toyContext } from '../toy-context.js';

const context = toyContext({ patients: 200 });
const { problem, pool, values } = context;
const forecasts = armForecasts(problem, pool, values);
const models = armModels(problem, pool.pool, values);

describe('armForecasts', () => {
  test.each(problem.arms)('%s at the estimate: rates and weekly survival of the arm model', (arm) => {
    const { logits, hazards } = forecasts.fitted[arm]!;
    classProbabilities(logits.rate).forEach((value, index) => {
      expect(value).toBeCloseTo(models[arm]!.rates[index]!, 9);
    });
    models[arm]!.days.forEach((day, index) => {
      expect(Math.exp(-hazards.os[day]!)).toBeCloseTo(models[arm]!.alive[index]!, 9);
    });
  });

  test('hazards are finite where every simulated patient has the event', () => {
    for (const arm of problem.arms) {
      expect([...forecasts.fitted[arm]!.hazards.pfs].every(Number.isFinite)).toBe(true);
      expect(forecasts.fitted[arm]!.hazards.pfs.at(-1)!).toBeLessThanOrEqual(Math.log(2 * (200 + 1)) + 1e-9);
    }
  });

  test('progression-free survival is at most overall survival, but for the week around a visit', () => {
    for (const arm of problem.arms) {
      const { hazards } = forecasts.fitted[arm]!;
      const free = { probabilities: { rate: [], best: [] }, hazards, factors: forEachCurve(() => 1) };
      for (const day of [35, 80, 140, 200])
        expect(aliveAt(free, 'pfs', day)).toBeLessThanOrEqual(aliveAt(free, 'os', day) + 1e-9);
    }
  });

  test('a move along a principal error changes logits and log hazards linearly, and leaves curves in order', () => {
    const zero = new Float64Array(forecasts.dimensions);
    expect(forecasts.at(zero)).toEqual(forecasts.fitted);
    const along = (by: number) => forecasts.at(zero.map((_, index) => (index === 0 ? by : 0)));
    const arm = problem.arms[0]!;
    const change = (by: number) => along(by)[arm]!.logits.rate[0]! - forecasts.fitted[arm]!.logits.rate[0]!;
    expect(change(2)).toBeCloseTo(2 * change(1), 9);
    const { hazards } = forecasts.at(zero.map((_, index) => (index % 2 === 0 ? 2 : -2)))[arm]!;
    hazards.os.forEach((hazard, day) => {
      if (day > 0) expect(hazard).toBeGreaterThanOrEqual(hazards.os[day - 1]!);
    });
  });

  test('the errors are those of the delta method of the fit', async () => {
    const job = { pool, problem, start: values, maxIterations: 0, tolerance: 1, endpoints: {}, standardErrors: true };
    const medians = Object.fromEntries(problem.arms.map((arm) => [arm, 200]));
    const [byFit] = await context.run('errors', [{ ...job, endpoints: medians }]);
    // Sum of squared moves of disease control, first arm
    const arm = problem.arms[0]!;
    const centre = forecasts.fitted[arm]!.logits.rate[0]!;
    let variance = 0;
    for (let axis = 0; axis < forecasts.dimensions; axis++) {
      const normals = new Float64Array(forecasts.dimensions);
      normals[axis] = 1;
      variance += (forecasts.at(normals)[arm]!.logits.rate[0]! - centre) ** 2;
    }
    const share = 1 / (1 + Math.exp(-centre));
    // Disease control is the sixth endpoint
    expect(100 * share * (1 - share) * Math.sqrt(variance)).toBeCloseTo(byFit!.standardErrors[5]!, 6);
  });
});
