// Evidence: simulate and recover on a stand-in for the model (closed-form rates) · slow oracle (the validation cohort evaluated again) ·
// repeated = same bits · resumed = uninterrupted.
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import { cohortOutcome } from '../../../calibration/fit/cohort-outcome.js';
import { drawCohort } from '../../../calibration/fit/draw-cohort.js';
import type { LoopResult } from '../../../calibration/fit/outer-loop.js';
import type { FitSettings } from '../../../calibration/fit/problem.js';
import { deathMixture } from '../../../calibration/fit/survival/death-parameters.js';
import { hazardGrid } from '../../../calibration/fit/survival/hazard-grid.js';
import type { ChunkStore } from '../../../calibration/pool/run-cohort.js';
import { InterruptedError, NumericalError, toPrettyJson } from '../../../src/index.js';
import { memoryStore } from '../pool/memory-store.js';
import {
  impossible,
  type LoopChanges,
  loopSettings,
  published,
  runLoop,
  stored,
  targets,
  toyEngine,
  wide,
} from './toy-loop.js';
import { HORIZON, toyArmNames, toyPool, toySimulate, toySpec } from './toy-model.js';
import { toyDeath, toySettings } from './toy-problem.js';

/** Runs that several laws are read off. */
const kept: { ordinary?: ReturnType<typeof runLoop>; disagreeing?: ReturnType<typeof runLoop> } = {};
const ordinary = () => {
  kept.ordinary ??= runLoop();
  return kept.ordinary;
};
const disagreeing = () => {
  kept.disagreeing ??= runLoop({ loop: { tolerances: impossible } });
  return kept.disagreeing;
};

/** Everything of a result that becomes text, which knows no NaN and no infinity. */
function storable({ fit, point, rounds, confirmation }: LoopResult) {
  const { rows, survivalRmse } = confirmation.goodnessOfFit;
  const outcomes = Object.values(confirmation.outcomes).map(({ outcome, alive }) => ({ outcome, alive: [...alive] }));
  const death = Object.values(point.death).map((transformedParameters) => ({ ...transformedParameters }));
  return { values: fit.values, marginals: point.marginals, death, rounds, rows, survivalRmse, outcomes };
}

describe('outerLoop', () => {
  it('finds shapes under which a validation cohort agrees with the targets', async () => {
    const { confirmation, attempts, point, rounds } = await runLoop({ loop: { confirmationPatients: 1200 } });
    expect(confirmation.goodnessOfFit.worst).toBeLessThanOrEqual(1);
    expect(attempts).toBeLessThanOrEqual(3);
    const { alpha, beta } = point.marginals[0]!;
    expect(Math.abs(alpha / (alpha + beta) - 4 / 6)).toBeLessThan(0.02);
    expect(rounds[0]!.fresh_cohort_worst).toBeGreaterThan(0);
    // The published shapes themselves would miss: PD of the control arm by more than fifteen points
    expect(targets[0]!.response!.pd - 61.6).toBeGreaterThan(10);
  });

  it('reports its steps in order: draw, fit, draw a larger pool from the fit, ..., validate', async () => {
    const { log } = await runLoop({ loop: { pools: [100, 150, 225], tolerances: { ...wide, ratePoints: 20 } } });
    expect(log).toEqual([
      'draw 100 pool patients, round 1',
      'done pool patients, round 1',
      'fit 1 100',
      'draw 150 pool patients, round 2',
      'done pool patients, round 2',
      'fit 2 250',
      'draw 225 pool patients, round 3',
      'done pool patients, round 3',
      'fit 3 475',
      'draw 250 confirmation patients, attempt 1',
      'done confirmation patients, attempt 1',
    ]);
  });

  it('draws further cohorts while they disagree, up to the limit; all but the last join the fit', async () => {
    const { attempts, rounds, confirmation, cohorts, fit, log } = await disagreeing();
    expect(attempts).toBe(3);
    expect(confirmation.streamName).toBe('confirmation patients, attempt 3');
    expect(rounds.map(({ simulated, pooled }) => [simulated, pooled])).toEqual([
      [100, 100],
      [200, 300],
      [250, 550],
      [250, 800],
    ]);
    expect(fit.pooled).toBe(800);
    expect(cohorts.map(({ patients }) => patients)).toEqual([100, 200, 250, 250, 250]);
    expect(log.filter((entry) => entry.startsWith('fit'))).toHaveLength(4);
    expect(confirmation.goodnessOfFit.worst).toBeGreaterThan(1);
  });

  it('draws no further cohort when the first one agrees', async () => {
    const { attempts, rounds } = await runLoop({ loop: { tolerances: { ...wide, ratePoints: 20 } } });
    expect(attempts).toBe(1);
    expect(rounds).toHaveLength(2);
  });

  it('fits once and validates once where the settings allow no more', async () => {
    const { attempts, rounds } = await runLoop({ loop: { pools: [100], maxConfirmations: 1, tolerances: impossible } });
    expect(attempts).toBe(1);
    expect(rounds).toHaveLength(1);
  });

  it('evaluates each fit on the next cohort, and the last one on the validation cohort', async () => {
    const { rounds, confirmation } = await disagreeing();
    expect(rounds.every(({ fresh_cohort_worst: freshCohortWorst }) => freshCohortWorst! > 1)).toBe(true);
    expect(rounds.at(-1)!.fresh_cohort_worst).toBe(confirmation.goodnessOfFit.worst);
  });

  it('validates on patients drawn from the fit that it returns, and with its death functions', async () => {
    const { point, confirmation, problem } = await ordinary();
    const cohort = drawCohort(point.marginals, loopSettings, confirmation.streamName, 250);
    expect(confirmation.cohort).toEqual(cohort);
    const record = toySimulate(2)({ spec: toySpec, parameters: cohort.values });
    expect(confirmation.record).toEqual(record);
    const mixtures = Object.fromEntries(
      toyArmNames.map((arm) => [arm, deathMixture(problem.settings.deathForm, point.death[arm]!)]),
    );
    expect(confirmation.outcomes).toEqual(cohortOutcome(record, mixtures, loopSettings));
  });

  it('draws other patients for every cohort', async () => {
    const first: number[] = [];
    const store: ChunkStore = {
      read: async () => undefined,
      write: async (_key, { arms }) => {
        first.push(arms.control!.tri[0]!);
      },
    };
    const { cohorts } = await runLoop({ context: { store } });
    expect(first.length).toBeGreaterThanOrEqual(cohorts.length);
    expect(new Set(first).size).toBe(first.length);
    expect(new Set(cohorts.map(({ streamName }) => streamName)).size).toBe(cohorts.length);
  });

  it('gives the same bits when repeated, and others for another seed', async () => {
    const [first, second, other] = [await ordinary(), await runLoop(), await runLoop({ loop: { seed: '1' } })];
    expect(stored(second)).toEqual(stored(first));
    expect(other.fit.values).not.toEqual(first.fit.values);
  });

  it('stopped and run again with its chunks, ends at the bits of an uninterrupted run', async () => {
    const whole = await ordinary();
    const store = memoryStore();
    const controller = new AbortController();
    let chunks = 0;
    const stopped = runLoop({
      context: {
        store,
        signal: controller.signal,
        onProgress: () => {
          if (++chunks === 6) controller.abort();
        },
      },
    });
    await expect(stopped).rejects.toBeInstanceOf(InterruptedError);
    expect(store.chunks.size).toBeGreaterThanOrEqual(6);
    expect(stored(await runLoop({ context: { store } }))).toEqual(stored(whole));
  });

  it('fits the death functions alone where no shape is free', async () => {
    const { point, problem, confirmation } = await runLoop({
      fit: { freeMarginals: [] },
      loop: { pools: [100], maxConfirmations: 1 },
    });
    expect(point.marginals).toEqual(published);
    expect(problem.parameters.every(({ role }) => role.kind === 'death')).toBe(true);
    // The targets' death functions act on the same growth, so survival agrees; the response does not
    for (const { rmse } of confirmation.goodnessOfFit.survivalRmse) expect(rmse).toBeLessThan(1.5);
    expect(confirmation.goodnessOfFit.worst).toBeGreaterThan(1);
    expect(Math.abs(point.death.control!.logitAtOne - toyDeath.control.logitAtOne)).toBeLessThan(0.3);
  });

  it('excludes patients that fail, and counts them', async () => {
    const { confirmation, cohorts, rounds } = await runLoop({
      context: { engine: toyEngine((response) => response > 0.9) },
    });
    const { completed, failed } = confirmation.outcomes.control!.outcome;
    expect(completed + failed).toBe(250);
    expect(failed).toBeGreaterThan(0);
    expect(cohorts[0]!.failures.length).toBeGreaterThan(0);
    expect(rounds[0]!.pooled).toBeLessThan(100);
  });

  it('refuses a pool in which everybody failed, and gives the reason', async () => {
    const refused = runLoop({ context: { engine: toyEngine(() => true) } });
    await expect(refused).rejects.toThrow(NumericalError);
    await expect(refused).rejects.toThrow(/round 1: at least one patient must complete .* by '.+'/);
  });
});

describe('a loop that continues another', () => {
  const pool = toyPool({ marginals: published, patients: 150, gridDays: hazardGrid([], HORIZON).days });
  const start = () =>
    buildProblem(targets, toySettings({ freeMarginals: ['response'] })).parameters.map((each) => each.start);

  it('fits the given pools before it draws patients, and draws these from streams of its own', async () => {
    const { log, draws } = await runLoop({
      loop: { maxConfirmations: 1 },
      from: { pools: [pool], values: start(), prefix: 'again, ' },
    });
    expect(log).toEqual([
      'fit 1 150',
      'draw 200 again, pool patients, round 2',
      'done again, pool patients, round 2',
      'fit 2 350',
      'draw 250 again, confirmation patients, attempt 1',
      'done again, confirmation patients, attempt 1',
    ]);
    expect(draws.map(({ streamName, patients }) => `${patients} ${streamName}`)).toEqual([
      '200 again, pool patients, round 2',
      '250 again, confirmation patients, attempt 1',
    ]);
  });

  it('returns the marginals of its cohorts, so that they can be drawn again', async () => {
    const { draws, confirmation } = await ordinary();
    const last = draws.at(-1)!;
    const again = drawCohort(last.marginals, loopSettings, last.streamName, last.patients);
    expect(again.values).toEqual(confirmation.cohort.values);
  });
});

describe('what a validation cohort is compared with', () => {
  it('is the targets, or the prediction of the fit: a fit that does not reproduce the targets can still be validated', async () => {
    const loop = { pools: [600], maxConfirmations: 1, confirmationPatients: 1200 };
    const [targets, fit] = await Promise.all(
      (['targets', 'fit'] as const).map((convergenceCriterion) =>
        runLoop({ loop: { ...loop, convergenceCriterion }, fit: { freeMarginals: [] } }),
      ),
    );
    expect(targets!.confirmation.goodnessOfFit.worst).toBeGreaterThan(1);
    expect(fit!.confirmation.goodnessOfFit.worst).toBeLessThanOrEqual(1);
    expect(fit!.confirmation.goodnessOfFit.rows).toEqual(targets!.confirmation.goodnessOfFit.rows);
    expect(fit!.fit.values).toEqual(targets!.fit.values);
  });
});

describe('no stored number is NaN or infinite', () => {
  const immortal: Partial<FitSettings> = {
    deathBounds: {
      dailyDeathPercentAtZero: [1e-6, 1e-5],
      dailyDeathPercentAtOne: [0.01, 0.02],
      muHalfWidth: 0.1,
      sigmaRelativeHalfWidth: 0.1,
    },
  };

  it.each<{ name: string; changes: LoopChanges }>([
    { name: 'an ordinary run', changes: {} },
    { name: 'failed patients', changes: { context: { engine: toyEngine((response) => response > 0.9) } } },
    { name: 'a median that is not reached', changes: { fit: immortal } },
    { name: 'an impossible tolerance', changes: { loop: { tolerances: impossible } } },
    { name: 'ranges of mu and sigma', changes: { fit: { deathForm: { mu: 'range', sigma: 'range' } } } },
    { name: 'residuals in tolerances', changes: { fit: { residualScale: 'tolerance' } } },
    {
      name: 'no response targets',
      changes: {
        fit: { targetWeights: { response: 0, medianOs: 1, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 } },
      },
    },
    {
      name: 'no median',
      changes: {
        fit: { targetWeights: { response: 1, medianOs: 0, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 } },
      },
    },
    {
      name: 'no landmarks',
      changes: {
        fit: { targetWeights: { response: 1, medianOs: 1, survival: 0, medianPfs: 0, pfs: 0, bestResponse: 0 } },
      },
    },
  ])('with $name', async ({ changes }) => {
    const loop = { pools: [100], confirmationPatients: 100, maxConfirmations: 1, ...changes.loop };
    const result = await runLoop({ ...changes, loop });
    expect(() => toPrettyJson(storable(result))).not.toThrow();
  });

  it('is null where a fit was evaluated on a cohort whose median was not reached', async () => {
    const { rounds, confirmation } = await runLoop({ fit: immortal, loop: { pools: [100], maxConfirmations: 1 } });
    expect(rounds[0]!.fresh_cohort_worst).toBeNull();
    expect(confirmation.outcomes.control!.outcome.median_os_months).toBeNull();
  });
});
