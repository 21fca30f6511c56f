// Evidence: independent solvers (CVODE, odex) agree with the reference within their tolerances.
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BenchPlan, benchPlan } from '../../../calibration/bench/bench-plan.js';
import type { BenchResults } from '../../../calibration/bench/bench-results.js';
import { runBench } from '../../../calibration/bench/run-bench.js';
import { solvers } from '../../../calibration/bench/solvers.js';
import { InterruptedError } from '../../../src/index.js';

/** The smallest benchmark that runs every part; its times mean nothing. */
const tiny: BenchPlan = {
  ...benchPlan({ quick: true, repeats: 1 }),
  solvers: solvers.map(({ id }) => id),
  cases: [{ arm: 'tas102_bev', regimen: 'published-tas102-bev', days: 14 }],
  precisionCases: [{ arm: 'tas102_bev', regimen: 'published-tas102-bev', days: 14 }],
  relativeTolerances: [1e-6],
  errorPatients: 2,
  pairSeconds: 0.001,
  precisionPairSeconds: 0.001,
  mostPatients: 8,
  scalingDays: 56,
  scalingPatients: [{ patients: 4, repeats: 1 }],
  scalingWorkers: [1],
  workersPatients: 4,
};

/** Local errors of 1e-6 add up; a wrong model or a missed dose is off by far more. */
const SAME_MODEL = 1e-2;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const options = { root, version: '0', commit: null, say: () => {} };

describe('a tiny benchmark with the built programs', { tags: 'full/oracles' }, () => {
  let results: BenchResults;
  beforeAll(async () => {
    results = await runBench(tiny, options);
  });

  test('every solver that is not absent solves the same model', () => {
    const present = results.solvers.filter(({ absent }) => absent === null).map(({ id }) => id);
    expect(present).toContain('self');
    const swept = solvers.filter(({ tolerances }) => tolerances === 'all').map(({ id }) => id);
    expect(results.precision.map(({ solver }) => solver)).toEqual(present.filter((id) => swept.includes(id)));
    expect(results.timings.filter(({ role }) => role === 'default').map(({ solver }) => solver)).toEqual(present);
    for (const { solver, error, failed } of [...results.precision, ...results.timings]) {
      expect([solver, failed]).toEqual([solver, 0]);
      expect(error, solver).toBeLessThan(SAME_MODEL);
    }
  });

  test('who is absent has a reason', () => {
    for (const { absent } of results.solvers) if (absent !== null) expect(absent).not.toBe('');
  });

  test('both series of cohorts are there', () => {
    expect(results.scaling.map(({ series, patients }) => [series, patients])).toEqual([
      ['patients', 4],
      ['workers', 4],
    ]);
  });
});

test('an abort ends it', async () => {
  await expect(runBench(tiny, { ...options, signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
});
