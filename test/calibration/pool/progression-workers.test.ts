// Evidence: one simulator over all patients, in this process.
import { expect, it } from 'vitest';
import { runCohort } from '../../../calibration/pool/run-cohort.js';
import { openEngine } from '../../../calibration/tasks/open-engine.js';
import {
  builtInRegimens,
  cohortSimulator,
  compileSimulation,
  fixedArm,
  type SimulationSpec,
} from '../../../src/index.js';
import { shortRun, shortSpec } from './short-simulation.js';

/** Progression shows at the first visit for some patients, at the second for others. */
const spec: SimulationSpec = {
  ...shortSpec,
  arms: [
    {
      ...fixedArm('tas102', builtInRegimens['protocol-tas102']!, [42, 56]),
      untilProgression: { delayDays: 0, next: builtInRegimens['protocol-tas102-bev']! },
    },
  ],
  horizonDays: 63,
  tumorDays: [63],
};
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/** One full chunk and a rest. */
const run = shortRun(140, '0', spec);

it('doses until progression leave the same bits for any number of workers, 0, 1, 2', {
  tags: 'full/workers',
}, async () => {
  const whole = cohortSimulator(spec, await compileSimulation(spec))(run.parameters);
  for (const workers of [0, 1, 2]) {
    const engine = openEngine(workers);
    try {
      const { arms, failures } = await runCohort(run, { engine });
      expect(failures).toEqual([]);
      for (const field of ['tumor', 'visitTumor', 'burden', 'markers'] as const) {
        expect(bytesOf(arms.tas102![field]).equals(bytesOf(whole.arms.tas102![field]))).toBe(true);
      }
    } finally {
      await engine.close();
    }
  }
});
