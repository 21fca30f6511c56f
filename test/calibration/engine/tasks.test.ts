// Evidence: slow oracle (a simulator compiled for each call).
import { expect, it } from 'vitest';
import { tasks } from '../../../calibration/engine/tasks.js';
import { cohortSimulator } from '../../../src/index.js';
import { shortRun, shortSpec } from '../pool/short-simulation.js';

const { parameters } = shortRun(3);
const longer = { ...shortSpec, horizonDays: 30 };
const sharper = { ...shortSpec, solver: { ...shortSpec.solver, relativeTolerance: 1e-8 } };

it('tasks.simulate does what a simulator of its specification does, whichever was asked for before', () => {
  for (const spec of [shortSpec, longer, shortSpec, sharper, sharper]) {
    expect(tasks.simulate({ spec, parameters })).toEqual(cohortSimulator(spec)(parameters));
  }
});

it('tasks.simulate gives a chunk the same rows alone and among others', () => {
  const whole = tasks.simulate({ spec: shortSpec, parameters });
  const width = parameters.length / 3;
  const last = tasks.simulate({ spec: shortSpec, parameters: parameters.slice(2 * width) });
  expect(last.arms.placebo!.tri[0]).toBe(whole.arms.placebo!.tri[2]);
  expect(last.arms.tas102_bev!.burden).toEqual(whole.arms.tas102_bev!.burden.slice(2 * 29));
});
