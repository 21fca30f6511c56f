// Evidence: laws.
import { expect, it } from 'vitest';
import { inProcessEngine } from '../../../calibration/engine/local/in-process-engine.js';
import { runCohort } from '../../../calibration/pool/run-cohort.js';
import { simulateTask } from '../../../calibration/pool/simulate-task.js';
import type { SimulationSpec } from '../../../src/index.js';
import { memoryStore } from './memory-store.js';
import { shortRun, shortSpec } from './short-simulation.js';

const untilProgression: SimulationSpec = {
  ...shortSpec,
  arms: shortSpec.arms.map((arm) => ({ ...arm, untilProgression: { delayDays: 0, next: null } })),
};
const byDiameter = (spec: SimulationSpec): SimulationSpec => ({
  ...spec,
  assessment: { ...spec.assessment, rule: 'diameter' },
});

it.each<[string, SimulationSpec, SimulationSpec, boolean]>([
  ['serves another rule of assessment where it decides on no dose', shortSpec, byDiameter(shortSpec), false],
  [
    'does not serve another rule of assessment where it decides on doses',
    untilProgression,
    byDiameter(untilProgression),
    true,
  ],
  ['of a fixed course does not serve dosing until progression', shortSpec, untilProgression, true],
])('a stored chunk %s', async (_what, before, after, computedAgain) => {
  const store = memoryStore();
  let chunks = 0;
  const engine = inProcessEngine({
    simulate: (task: Parameters<typeof simulateTask>[0]) => {
      chunks++;
      return simulateTask(task);
    },
  });
  for (const spec of [before, after]) await runCohort(shortRun(2, '0', spec), { engine, store });
  expect(chunks).toBe(computedAgain ? 2 : 1);
});
