// Evidence: slow oracle (the same studies without a wire): no job that a refit asks for is refused on its way.
import { describe, expect, it } from 'vitest';
import { runFitJob } from '../../../../calibration/fit/fit-job.js';
import { bootstrapTrials } from '../../../../calibration/inference/bootstrap.js';
import { leaveOneArmOut } from '../../../../calibration/inference/leave-one-arm-out.js';
import { leaveOneTrialOut } from '../../../../calibration/inference/leave-one-trial-out.js';
import { multiStart } from '../../../../calibration/inference/multi-start.js';
import { deathQuantities, profiles, shapeQuantities } from '../../../../calibration/inference/profile.js';
import { simulateAndRecover } from '../../../../calibration/inference/recover.js';
import type { JobRunner, RefitContext } from '../../../../calibration/inference/refit-context.js';
import { refitForm } from '../../../../calibration/tasks/wire/refit-form.js';
import { toyContext } from '../../inference/toy-context.js';
import { throughWire } from './over-the-wire.js';
import { bitDifferences } from './same-bits.js';

const PATIENTS = 60;

const acrossRunner: JobRunner = async (_what, jobs) =>
  Promise.all(jobs.map((job) => throughWire(refitForm, runFitJob, job)));

const studies: Readonly<Record<string, (context: RefitContext) => Promise<unknown>>> = {
  bootstrap: (context) => bootstrapTrials(context, 3, 0.9),
  'an arm omitted': (context) => leaveOneArmOut(context, 'treated', 'control'),
  'trials omitted': (context) => leaveOneTrialOut(context, 0.9),
  profiles: (context) =>
    profiles(context, [...deathQuantities(context.problem), ...shapeQuantities(context.problem).slice(0, 1)]),
  'scattered starts': (context) => multiStart(context, 2),
  'simulate and recover': (context) => simulateAndRecover(context, 2, 0.9),
};

describe.each<[string, RefitContext]>([
  ['pooled endpoints', toyContext({ patients: PATIENTS })],
  ["the trials' own counts", toyContext({ kind: 'likelihood', patients: PATIENTS })],
  ['one death function for all', toyContext({ settings: { deathShared: true }, patients: PATIENTS })],
  [
    'response alone',
    toyContext({
      settings: { targetWeights: { response: 1, medianOs: 0, survival: 0, medianPfs: 0, pfs: 0, bestResponse: 0 } },
      patients: PATIENTS,
    }),
  ],
])('a refit to %s', (message, context) => {
  const possible = Object.entries(studies).filter(
    ([name]) => message !== 'response alone' || name === 'scattered starts',
  );

  const isSlow = (name: string) => name === 'profiles' && message !== 'one death function for all';
  const findsTheSame = async (_name: string, study: (context: RefitContext) => Promise<unknown>) => {
    const [across, here] = [await study({ ...context, run: acrossRunner }), await study(context)];
    expect(bitDifferences(across, here)).toEqual([]);
  };
  it.each(possible.filter(([name]) => !isSlow(name)))('finds the same across the wire: %s', findsTheSame);
  it.each(possible.filter(([name]) => isSlow(name)))(
    'finds the same across the wire: %s',
    { tags: 'full/studies' },
    findsTheSame,
  );
});
