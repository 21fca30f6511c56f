// Evidence: the same fit with another parametrisation; central differences of the shared death function.
import { describe, expect, it } from 'vitest';
import { endpointNames } from '../../../calibration/endpoints/endpoints.js';
import type { FitJob } from '../../../calibration/fit/fit-job.js';
import { toFitPoint } from '../../../calibration/fit/problem.js';
import { leaveOneArmOut } from '../../../calibration/inference/leave-one-arm-out.js';
import type { RefitContext } from '../../../calibration/inference/refit-context.js';
import { expectedTables, hereRunner, toyContext } from './toy-context.js';

/** Runs jobs and records them. */
function listening(context: RefitContext) {
  const jobs: FitJob[] = [];
  const run: RefitContext['run'] = (what, asked) => {
    jobs.push(...asked);
    return hereRunner(what, asked);
  };
  return { context: { ...context, run }, jobs };
}

describe.each(['pooled', 'likelihood'] as const)('leaveOneArmOut, %s', (kind) => {
  const whole = toyContext({ kind, patients: 150 });

  it('uses no data of the arm: other data of it give the same prediction', async () => {
    const { tables, models } = whole;
    const worse = expectedTables(tables, { ...models, treated: { ...models.control!, rates: [0, 0, 0.1, 0.9] } });
    const others = { ...whole, tables: worse, problem: whole.problemOf(worse) };
    const [one, other] = [
      await leaveOneArmOut(whole, 'treated', 'control'),
      await leaveOneArmOut(others, 'treated', 'control'),
    ];
    // The median is searched around the clinical one, so its interpolation differs
    for (const name of endpointNames.filter((each) => each !== 'median_os')) {
      expect(other.predicted[name]).toBe(one.predicted[name]);
    }
    expect(other.predicted.median_os).toBeCloseTo(one.predicted.median_os, 2);
  });

  it('shares the death function of the other arm, with its error', async () => {
    const { context, jobs } = listening(whole);
    const {
      arm,
      death_from: deathFrom,
      standard_errors: standardErrors,
    } = await leaveOneArmOut(context, 'treated', 'control');
    expect([arm, deathFrom]).toEqual(['treated', 'control']);
    const [{ problem, start } = { problem: whole.problem, start: [] as readonly number[] }] = jobs;
    const { death } = toFitPoint(problem, start);
    expect(death.treated).toEqual(death.control);
    expect(problem.parameters.map(({ name }) => name)).toEqual(
      whole.problem.parameters.map(({ name }) => name).filter((name) => !name.startsWith('treated')),
    );
    // The arm's survival under the same hazards has an error as large as that of the other arm, not only that of the shapes
    const donor = await leaveOneArmOut(context, 'control', 'treated');
    for (const name of ['survival_6', 'survival_12'] as const) {
      expect(standardErrors[name]).toBeGreaterThan(1);
      expect(donor.standard_errors[name]).toBeGreaterThan(1);
    }
  });

  it('does not change a death function shared by all arms', async () => {
    const { context, jobs } = listening(toyContext({ kind, patients: 100, settings: { deathShared: true } }));
    await leaveOneArmOut(context, 'treated', 'control');
    expect(jobs[0]!.problem.parameters.map(({ name }) => name)).toEqual(
      context.problem.parameters.map(({ name }) => name),
    );
  });
});
