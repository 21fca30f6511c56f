// Evidence: laws · everything on disk = everything in memory, bit for bit.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LoopSettings } from '../../../calibration/fit/loop-settings.js';
import { toFitPool } from '../../../calibration/pool/fit-pool.js';
import { spoolFiles } from '../../../calibration/store/spool-files.js';
import { hashed } from '../pool/hashed.js';
import { loopSettings, runLoop, wide } from './toy-loop.js';
import { HORIZON, toySpec } from './toy-model.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-spooled-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('a calibration on disk is that in memory: pools, fits, looks, the cohort after them, and its logarithms', async () => {
  const loop: Partial<LoopSettings> = {
    ...{ design: 'sobol', pools: [60, 80], confirmationPatients: 160, looks: [32, 64], maxConfirmations: 1 },
    tolerances: { ...wide, ratePoints: 1e-6 },
    stopError: 1e-9,
    maxIterations: 5,
  };
  const calibrated = async (spool?: ReturnType<typeof spoolFiles>) => {
    const { problem, fit, confirmation, ...rest } = await runLoop({ loop, context: { spool } });
    const { objective, pool, ...fitted } = fit;
    const { spool: _, ...rows } = pool;
    const grid = problem.grids.control!;
    const { spool: __, ...confirmed } = toFitPool({
      ...{ ...loopSettings, ...confirmation, spec: toySpec, horizonDays: HORIZON, gridDays: grid.days, spool },
      marginals: rest.point.marginals,
    });
    const at = { evaluation: objective.evaluate(fit.values), jacobian: objective.jacobian(fit.values) };
    return {
      burdens: confirmation.record.arms.control!.burden,
      numbers: hashed({ ...rest, fitted, rows, confirmed, at, confirmation }),
      rest,
    };
  };
  const [held, onDisk] = [await calibrated(), await calibrated(spoolFiles(folder, 0))];
  expect(held.burdens).toBeInstanceOf(Float32Array);
  expect(onDisk.burdens).not.toBeInstanceOf(Float32Array);
  expect(onDisk.rest.looks.map(({ patients }) => patients)).toEqual([32, 64]);
  expect(onDisk.rest.cohorts.map(({ patients }) => patients)).toEqual([60, 80, 160]);
  expect(onDisk.numbers).toEqual(held.numbers);
  expect(await readdir(folder)).toEqual([]);
});
