// Evidence: serial = pool bit for bit. Needs the built worker (`npm run build`).
import { expect, it } from 'vitest';
import { openEngine } from '../../../calibration/engine/open-engine.js';
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
  const inputs = [1, 2].map((seed) => ({ spec: shortSpec, parameters: shortRun(2, String(seed)).parameters }));
  const [inProcess, threads] = [openEngine(0), openEngine(2)];
  try {
    expect(await threads.run('simulate', inputs)).toEqual(await inProcess.run('simulate', inputs));
  } finally {
    await threads.close();
  }
});
