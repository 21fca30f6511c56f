// Evidence: nominal coverage of prediction intervals over trials drawn from a known model with a known variance between trials.
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { describe, expect, test } from 'vitest';
import { forEachCurve } from '../../../../calibration/endpoints/curves.js';
import { endpointNames } from '../../../../calibration/endpoints/endpoints.js';
import type { ArmModel } from '../../../../calibration/inference/arm-models.js';
import { armForecasts } from '../../../../calibration/inference/prediction/arm-forecasts.js';
import { drawnEndpoints } from '../../../../calibration/inference/prediction/draw-trial.js';
import { newArm } from '../../../../calibration/inference/prediction/new-arm.js';
import { predictTrial } from '../../../../calibration/inference/prediction/predict-trial.js';
import { forEachFamily } from '../../../../calibration/inference/prediction/rate-steps.js';
import { trialEffects } from '../../../../calibration/inference/prediction/trial-effects.js';
import { jobOf } from '../../../../calibration/inference/refit-context.js';
import { syntheticTables } from '../../../../calibration/inference/synthetic-tables.js';
import { emptyTables, type TrialTables, tablesOf } from '../../../../calibration/targets/trial-tables.js';
import { randomStream, tauSummary } from '../../../../src/index.js';
import { medianRow, recistRow, survivalRow } from '../../fit/objective/trial-tables.js';
import { toyContext } from '../toy-context.js';

const TAU = 0.3;
const TRIALS = 6;
const N = 150;
const ASSESSED = ['dcr', 'median_os', 'survival_6', 'survival_9'] as const;

const context = toyContext({ patients: 100, settings: { priorLogSd: 1.5 } });
const { problem, pool, values } = context;
const { monthDays, horizonDays } = problem.settings;

/** An arm whose log odds of disease control and log hazard are moved. */
function moved({ rates, days, alive }: ArmModel, control: number, hazard: number): ArmModel {
  const [cr, pr, sd] = rates as [number, number, number];
  const share = cr + pr + sd;
  const odds = (share / (1 - share)) * Math.exp(control);
  const factor = odds / (1 + odds) / share;
  return {
    rates: [cr * factor, pr * factor, sd * factor, 1 - share * factor],
    days,
    alive: alive.map((value) => value ** Math.exp(hazard)),
  };
}

/** Tables of trials that each have effects of their own. */
function drawnTables(stream: () => number, normal: () => number): TrialTables {
  const own = Array.from({ length: TRIALS }, (_, index) => {
    const models = Object.fromEntries(
      problem.arms.map((arm) => [arm, moved(context.models[arm]!, TAU * normal(), TAU * normal())]),
    );
    const row = (arm: string) => ({ trial: `T${index}`, arm, n: N });
    const tables = {
      ...emptyTables,
      recist: problem.arms.map((arm) => recistRow(row(arm))),
      medianOs: problem.arms.map((arm) => medianRow(row(arm))),
      survival: problem.arms.map((arm) => survivalRow(row(arm))),
    };
    return syntheticTables(tables, models, monthDays, stream);
  });
  return tablesOf({
    recist: () => own.flatMap(({ recist }) => recist),
    bestResponse: () => [],
    medians: ({ medianTable }) => own.flatMap((tables) => tables[medianTable]),
    curves: ({ curveTable }) => own.flatMap((tables) => tables[curveTable]),
  });
}

async function coverage(dataSets: number) {
  const truth = armForecasts(problem, pool, values).fitted;
  let [inside, all, tauInside, tauAll, tauSum] = [0, 0, 0, 0, 0];
  for (let index = 0; index < dataSets; index++) {
    const stream = randomStream({ seed: '11', streamName: 'recover prediction', index });
    const normal = () => normalQuantile(stream(), 0, 1);
    const tables = drawnTables(stream, normal);
    const own = context.problemOf(tables);
    const [fit] = await context.run('recover prediction', [jobOf(context, own)]);
    const forecasts = armForecasts(own, pool, Array.from(fit!.values));
    const effects = trialEffects(tables, forecasts.fitted, { monthDays, horizonDays });
    for (const { effect, posterior } of effects) {
      if (posterior === null || !['dcr', 'os'].includes(effect)) continue;
      const { low, high, mean } = tauSummary(posterior, 0.9);
      tauAll++;
      tauSum += mean;
      if (TAU >= low && TAU <= high) tauInside++;
    }
    const patients = { rate: N, best: N, curves: forEachCurve(() => N) };
    const { arms } = predictTrial(forecasts, effects, {
      arms: problem.arms.map((arm) => ({ arm, patients })),
      untilDay: horizonDays,
      monthDays,
      level: 0.9,
      draws: 300,
      seed: String(index),
      streamName: 'recover prediction',
    });
    problem.arms.forEach((arm, place) => {
      // A trial that nobody has fitted
      const effect = { control: TAU * normal(), hazard: TAU * normal() };
      const drawn = newArm(truth[arm]!, {
        rates: forEachFamily(({ family }) => (family === 'rate' ? [effect.control] : [])),
        curves: forEachCurve(() => effect.hazard),
      });
      const observed = drawnEndpoints(drawn, patients, monthDays, stream);
      for (const name of ASSESSED) {
        const { low, high } = arms[place]![name];
        const value = observed[endpointNames.indexOf(name)]!;
        all++;
        if ((low === null || value >= low) && (high === null || value <= high)) inside++;
      }
    });
  }
  return { predictions: inside / all, tau: tauInside / tauAll, mean: tauSum / tauAll };
}

describe('prediction with a known variance between trials', () => {
  test('intervals cover new trials in 85 to 95 percent, and tau', { tags: 'full/oracles' }, async () => {
    const found = await coverage(60);
    expect(found.predictions).toBeGreaterThanOrEqual(0.85);
    expect(found.predictions).toBeLessThanOrEqual(0.95);
    expect(found.tau).toBeGreaterThanOrEqual(0.8);
    // A skewed posterior has its mean above tau
    expect(found.mean / TAU).toBeGreaterThan(0.9);
    expect(found.mean / TAU).toBeLessThan(1.4);
  });
});
