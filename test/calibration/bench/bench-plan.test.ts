// Evidence: the documented measurements of the benchmark.
import { describe, expect, test } from 'vitest';
import { absoluteToleranceOf, benchPlan, DEFAULT_RELATIVE_TOLERANCE } from '../../../calibration/bench/bench-plan.js';
import { builtInRegimens, defaultSolverSettings } from '../../../src/index.js';

describe('benchPlan', () => {
  test('the full form has both arms over 56 and 365 days, and tolerances 1e-4 to 1e-9', () => {
    const plan = benchPlan({ quick: false });
    expect(plan.cases.map(({ arm, days }) => `${arm} ${days}`)).toEqual([
      'placebo 56',
      'tas102_bev 56',
      'placebo 365',
      'tas102_bev 365',
    ]);
    expect(plan.relativeTolerances).toEqual([1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9]);
    expect(plan.scalingPatients.map(({ patients }) => patients)).toEqual([1000, 3000, 10_000, 30_000]);
    expect(plan.scalingWorkers).toEqual([1, 2, 5]);
  });

  test.each([true, false])('quick %s: regimens exist, and the default tolerance is among those measured', (quick) => {
    const plan = benchPlan({ quick });
    for (const { regimen } of [...plan.cases, ...plan.precisionCases]) expect(builtInRegimens[regimen]).toBeDefined();
    expect(plan.relativeTolerances).toContain(DEFAULT_RELATIVE_TOLERANCE);
    expect(plan.precisionCases.map(({ arm }) => arm)).toEqual(quick ? ['tas102_bev'] : ['placebo', 'tas102_bev']);
  });

  test('repeats are those asked for', () => {
    expect(benchPlan({ quick: true, repeats: 7 }).repeats).toBe(7);
    expect(benchPlan({ quick: false }).repeats).toBe(5);
  });

  test("the default tolerances are the simulator's own", () => {
    expect(DEFAULT_RELATIVE_TOLERANCE).toBe(defaultSolverSettings.relativeTolerance);
    expect(absoluteToleranceOf(DEFAULT_RELATIVE_TOLERANCE)).toBe(defaultSolverSettings.absoluteTolerance);
  });

  test('absolute tolerances are round numbers', () => {
    expect([1e-4, 1e-5, 1e-7, 1e-8, 1e-9, 1e-11].map(absoluteToleranceOf)).toEqual([0.1, 0.01, 1e-4, 1e-5, 1e-6, 1e-8]);
  });
});
