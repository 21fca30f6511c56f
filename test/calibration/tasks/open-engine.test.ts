// Evidence: serial = pool bit for bit. Needs the built worker (`npm run build`).
import { expect, it } from 'vitest';
import { rowsOf, sharedArms } from '../../../calibration/pool/cohort-rows.js';
import { openEngine } from '../../../calibration/tasks/open-engine.js';
import { compileSimulation } from '../../../src/index.js';
import { shortRun, shortSpec } from '../pool/short-simulation.js';

it('openEngine runs in this process for 0 workers and on threads from 1 on', async () => {
  for (const [workers, description] of [
    [0, 'in process'],
    [1, '1 worker thread(s)'],
    [7, '7 worker thread(s)'],
  ] as const) {
    const engine = openEngine(workers);
    expect(engine.description).toBe(description);
    await engine.close();
  }
});

it('openEngine simulates the same bits in this process and on a thread', async () => {
  const { parameters } = shortRun(4);
  const simd = await compileSimulation(shortSpec);
  const half = parameters.length / 2;
  const simulated = async (workers: number) => {
    const engine = openEngine(workers);
    try {
      const into = sharedArms(shortSpec, 4);
      const inputs = [0, 1].map((part) => ({
        spec: shortSpec,
        simd,
        parameters: parameters.slice(part * half, (part + 1) * half),
        into: rowsOf(into, { first: 2 * part, count: 2 }, 4),
      }));
      return { results: await engine.run('simulate', inputs), into };
    } finally {
      await engine.close();
    }
  };
  const inProcess = await simulated(0);
  expect(await simulated(2)).toEqual(inProcess);
  expect(inProcess.into.placebo!.status.every((status) => status > 0)).toBe(true);
});
