// Evidence: the same fit laid out another way; central differences of the lent death function.
import { describe, expect, it } from 'vitest';
import { endpointNames } from '../../../calibration/endpoints/endpoints.js';
import type { FitJob } from '../../../calibration/fit/fit-job.js';
import { toFitPoint } from '../../../calibration/fit/problem.js';
import { leaveOneArmOut } from '../../../calibration/inference/leave-one-arm-out.js';
import type { RefitContext } from '../../../calibration/inference/refit-context.js';
import { expectedTables, hereRunner, toyContext } from './toy-context.js';

/** Runs and keeps what it was asked for. */
function listening(context: RefitContext) {
  const jobs: FitJob[] = [];
  const run: RefitContext['run'] = (what, asked) => {
    jobs.push(...asked);
    return hereRunner(what, asked);
  };
  return { context: { ...context, run }, jobs };
}

describe.each(['pooled', 'likelihood'] as const)('holdOutArm, %s', (kind) => {
  const whole = toyContext({ kind, patients: 150 });

  it('sees nothing of the arm: other figures of it give the same prediction', async () => {
    const { tables, models } = whole;
    const worse = expectedTables(tables, { ...models, treated: { ...models.control!, rates: [0, 0, 0.1, 0.9] } });
    const others = { ...whole, tables: worse, problem: whole.problemOf(worse) };
    const [one, other] = [
      await leaveOneArmOut(whole, 'treated', 'control'),
      await leaveOneArmOut(others, 'treated', 'control'),
    ];
    // The median is looked for around the clinical one, so its interpolation differs
    for (const name of endpointNames.filter((each) => each !== 'median_os')) {
      expect(other.predicted[name]).toBe(one.predicted[name]);
    }
    expect(other.predicted.median_os).toBeCloseTo(one.predicted.median_os, 2);
  });

  it('lends it the death function of the other arm, and the error of it', async () => {
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
    // The arm's survival under the same hazards has an error of the size of the donor's own, not of the shapes alone
    const donor = await leaveOneArmOut(context, 'control', 'treated');
    for (const name of ['survival_6', 'survival_12'] as const) {
      expect(standardErrors[name]).toBeGreaterThan(1);
      expect(donor.standard_errors[name]).toBeGreaterThan(1);
    }
  });

  it('takes a death function that all arms share as it is', async () => {
    const { context, jobs } = listening(toyContext({ kind, patients: 100, settings: { deathShared: true } }));
    await leaveOneArmOut(context, 'treated', 'control');
    expect(jobs[0]!.problem.parameters.map(({ name }) => name)).toEqual(
      context.problem.parameters.map(({ name }) => name),
    );
  });
});
