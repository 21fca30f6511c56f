// Evidence: laws · the same as one cohort in memory, bit for bit.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProcessEngine } from '../../../calibration/engine/local/in-process-engine.js';
import { cohortOutcome } from '../../../calibration/fit/cohort-outcome.js';
import { toFitPool } from '../../../calibration/pool/fit-pool.js';
import { eachBlock, holdCohort } from '../../../calibration/pool/held-cohort.js';
import { joinPools, partsOf } from '../../../calibration/pool/mixture-pool.js';
import { type CohortProgress, runCohort } from '../../../calibration/pool/run-cohort.js';
import type { SimulatedChunk, SimulateRowsTask } from '../../../calibration/pool/simulate-task.js';
import { spoolFiles } from '../../../calibration/store/spool-files.js';
import { type CohortRecord, deathRecord, fixedArm } from '../../../src/index.js';
import { toyMarginals } from '../fit/toy-model.js';
import { hashed } from './hashed.js';
import { memoryStore } from './memory-store.js';
import { shortRun, shortSpec } from './short-simulation.js';

/** Two full blocks and a rest of a stand-in for the model: burdens tell patient and day; every 100th patient fails. */
const DAYS = 5;
const spec = {
  ...shortSpec,
  horizonDays: DAYS - 1,
  arms: [fixedArm('placebo', {}, [2, 4]), fixedArm('other', {}, [4])],
  assessmentDay: 4,
  markerDays: [4],
  tumorDays: [0],
};
const PATIENTS = 600;
const BLOCK = 256;
const parameters = Float64Array.from({ length: PATIENTS }, (_, patient) => patient);
const run = { spec, parameters, patients: PATIENTS };
const engine = inProcessEngine({
  simulate: ({ parameters: own, into }: SimulateRowsTask): SimulatedChunk => {
    const failures: CohortRecord['failures'][number][] = [];
    own.forEach((number, patient) => {
      for (const [arm, record] of Object.entries(into)) {
        if (number % 100 === 99) {
          failures.push({ patient, arm, reason: 'negative density', day: 1 });
          continue;
        }
        record.status[patient] = 1;
        record.tri[patient] = (number % 7) / 10 - 0.4;
        record.baselineTumor[patient] = 1e9 + number;
        record.baselineVolumeCm3[patient] = 2;
        for (let day = 0; day < DAYS; day++) record.burden[patient * DAYS + day] = number / PATIENTS + day / 100;
        for (const array of [record.tumor, record.visitTumor, record.markers]) {
          const width = array.length / own.length;
          for (let at = 0; at < width; at++) array[patient * width + at] = 1e9 * (1 + ((number + at) % 5) / 4);
        }
      }
    });
    return { patients: own.length, failures };
  },
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-held-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('holdCohort', () => {
  it('is one cohort in memory, bit for bit, with its burdens and tumors on disk; outcomes and pools are the same', async () => {
    const whole = await runCohort(run, { engine });
    const spool = spoolFiles(folder, 0);
    const { record, release } = await holdCohort(run, { engine, spool }, BLOCK);
    expect(record.arms.placebo!.burden).not.toBeInstanceOf(Float32Array);
    expect(hashed(record)).toEqual(hashed(whole));
    const mixtures = Object.fromEntries(
      spec.arms.map(({ name }) => [name, [{ shape: { mu: 3, sigma: 0.5 }, weight: 1 }]]),
    );
    const settings = { horizonDays: DAYS - 1, monthDays: 30, responseRule: 'volume', spec } as const;
    expect(cohortOutcome(record, mixtures, settings)).toEqual(cohortOutcome(whole, mixtures, settings));
    for (const covariate of ['growth-rate', 'progression'] as const) {
      expect(hashed(deathRecord(record, spec, covariate))).toEqual(hashed(deathRecord(whole, spec, covariate)));
    }
    const marginals = toyMarginals(1);
    const cohort = { values: parameters, logX: parameters, log1mX: parameters };
    const input = {
      cohort,
      spec,
      marginals,
      gridDays: [0, 2, 4],
      horizonDays: DAYS - 1,
      responseRule: 'volume',
    } as const;
    const { spool: ofPool, ...held } = toFitPool({ ...input, record, spool });
    const expected = toFitPool({ ...input, record: whole });
    expect(ofPool).toBe(spool);
    expect(held.patients).toBe(PATIENTS - 6);
    expect(hashed(held)).toEqual(hashed(expected));
    release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('stays in memory without a spool, and below its size', async () => {
    const small = { spec, parameters: parameters.subarray(0, 200), patients: 200 };
    for (const context of [{ engine }, { engine, spool: spoolFiles(folder, 2 ** 14) }]) {
      const { record } = await holdCohort(small, context);
      expect(record.arms.placebo!.burden).toBeInstanceOf(Float32Array);
      expect(hashed(record)).toEqual(hashed(await runCohort(small, { engine })));
    }
  });

  it('has the chunks of a cohort in memory, so that a store serves both, and counts over all blocks', async () => {
    const store = memoryStore();
    await runCohort(run, { engine, store });
    const writes = store.writes.length;
    const seen: CohortProgress[] = [];
    const onProgress = (progress: CohortProgress) => seen.push(progress);
    const { record, release } = await holdCohort(
      run,
      { engine, store, onProgress, spool: spoolFiles(folder, 0) },
      BLOCK,
    );
    release();
    expect(store.writes).toHaveLength(writes);
    expect(record.failures.map(({ patient }) => patient)).toEqual(
      Array.from({ length: 6 }, (_, index) => [100 * index + 99, 100 * index + 99]).flat(),
    );
    expect(seen.at(-1)).toEqual({ done: PATIENTS, total: PATIENTS, failed: 6, stored: PATIENTS });
    expect(seen.every(({ done }, index) => index === 0 || done > seen[index - 1]!.done)).toBe(true);
  });

  it('frees the disk where a cohort cannot be finished', async () => {
    const failing = inProcessEngine({
      simulate: (): SimulatedChunk => {
        throw new Error('no disk');
      },
    });
    await expect(holdCohort(run, { engine: failing, spool: spoolFiles(folder, 0) })).rejects.toThrow('no disk');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('eachBlock', () => {
  it('passes every patient once, in order, in the same memory', async () => {
    const buffers = new Set<unknown>();
    let next = 0;
    const visit = ({ patients, arms }: CohortRecord, first: number) => {
      expect(first).toBe(next);
      next += patients;
      buffers.add(arms.placebo!.burden.buffer);
    };
    await eachBlock(run, { engine }, visit, BLOCK);
    expect(next).toBe(PATIENTS);
    expect(buffers.size).toBe(1);
  });

  it('refuses vectors that are no whole rows', async () => {
    const ragged = { ...shortRun(3), parameters: new Float64Array(7) };
    await expect(eachBlock(ragged, { engine }, () => {})).rejects.toThrow(
      'patients: must be 3 rows of equal length; got 7 numbers',
    );
  });
});

describe('partsOf', () => {
  it('is the pools that were joined, as rows of what they were joined to', async () => {
    const small = { spec, parameters: parameters.subarray(0, 200), patients: 200 };
    const { record } = await holdCohort(small, { engine });
    const cohort = { values: small.parameters, logX: small.parameters, log1mX: small.parameters };
    const pool = toFitPool({
      ...{ cohort, record, spec, marginals: toyMarginals(1), gridDays: [0, 4], horizonDays: DAYS - 1 },
      responseRule: 'volume',
    });
    const joined = joinPools([pool, pool]);
    const parts = partsOf(joined, [pool, pool]);
    expect(parts).toEqual([pool, pool]);
    expect(parts[1]!.logX.buffer).toBe(joined.logX.buffer);
    expect((parts[1]!.burden.placebo as Float32Array).buffer).toBe((joined.burden.placebo as Float32Array).buffer);
  });
});
